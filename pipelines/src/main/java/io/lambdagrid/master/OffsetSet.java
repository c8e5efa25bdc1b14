package io.lambdagrid.master;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** Offsets of one partition; takes about one bit for each. */
final class OffsetSet {
    private static final int CHUNK = 1 << 16;

    private final TreeMap<Long, BitSet> chunks = new TreeMap<>();

    /** Returns whether it was not there yet. */
    boolean add(long offset) {
        BitSet chunk = chunks.computeIfAbsent(offset / CHUNK, number -> new BitSet());
        int bit = (int) (offset % CHUNK);
        boolean fresh = !chunk.get(bit);
        chunk.set(bit);
        return fresh;
    }

    boolean contains(long offset) {
        BitSet chunk = chunks.get(offset / CHUNK);
        return chunk != null && chunk.get((int) (offset % CHUNK));
    }

    void addAll(OffsetRange offsets) {
        for (long offset = offsets.from(); offset < offsets.end(); offset++) {
            add(offset);
        }
    }

    /** Returns the longest stretches of {@code within} that are not here, longest first. */
    List<OffsetRange> longestHoles(OffsetRange within, int limit) {
        List<OffsetRange> holes = new ArrayList<>();
        long next = within.from();
        for (var chunk : chunks.entrySet()) {
            long base = chunk.getKey() * CHUNK;
            BitSet bits = chunk.getValue();
            for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
                addHole(holes, next, base + bit, limit);
                next = base + bit + 1;
            }
        }
        addHole(holes, next, within.end(), limit);
        return List.copyOf(holes);
    }

    private static void addHole(List<OffsetRange> holes, long from, long end, int limit) {
        if (end <= from) {
            return;
        }
        holes.add(new OffsetRange(from, end));
        holes.sort((a, b) -> Long.compare(b.length(), a.length()));
        if (holes.size() > limit) {
            holes.remove(limit);
        }
    }
}
