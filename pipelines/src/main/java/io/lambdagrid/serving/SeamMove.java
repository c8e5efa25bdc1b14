package io.lambdagrid.serving;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Horizons;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the seam between the batch and the real-time parts of some view maps is, and where it goes next.
 *
 * <p>A move begins with a cut: each reader of the log says at which offsets the next real-time part begins. Then the
 * offsets between seam and cut are aggregated out of the master dataset, and each partition of the grid takes the
 * result into its batch parts and drops the real-time parts in its place.
 *
 * @param moves how many moves are complete
 * @param seam where the batch parts end before the move; halves of a split grid may have gone on differently
 * @param phase how far the next one has come
 * @param cut where the next seam is: growing while {@code CUTTING}, then fixed; a partition that is absent begins
 *     behind the cut
 * @param execution the execution of the speed job whose readers have cut
 * @param readers how many readers that execution has; 0 before the first has cut
 * @param haveCut which of them have cut
 * @param horizons which rows have left where the seam has been moved so many times
 * @param nextHorizons which will have left where it has been moved once more; known from {@code STAGED} on
 */
public record SeamMove(
        long moves,
        Coverage seam,
        Phase phase,
        Coverage cut,
        long execution,
        int readers,
        TreeSet<Integer> haveCut,
        Horizons horizons,
        Horizons nextHorizons) {
    /** How far a move has come. */
    public enum Phase {
        /** No move is under way. */
        SETTLED,
        /** Readers say where they cut. */
        CUTTING,
        /** The cut is fixed; the offsets up to it are being archived and aggregated. */
        CUT,
        /** What the offsets up to the cut add to the batch parts lies ready for each partition of the grid. */
        STAGED
    }

    public SeamMove {
        haveCut = new TreeSet<>(haveCut);
    }

    /** Returns the state in which no move is under way. */
    public static SeamMove settled(long moves, Coverage seam) {
        return settled(moves, seam, Horizons.NONE);
    }

    /** Returns the state in which no move is under way and some rows have left. */
    public static SeamMove settled(long moves, Coverage seam, Horizons horizons) {
        Coverage noCut = Coverage.of(seam.topicId(), Map.of());
        return new SeamMove(moves, seam.ofLog(), Phase.SETTLED, noCut, 0, 0, new TreeSet<>(), horizons, horizons);
    }

    /** Returns the state in which the next seam is fixed. */
    public static SeamMove cutAt(long moves, Coverage seam, Coverage cut) {
        return cutAt(moves, seam, cut, Horizons.NONE);
    }

    /** Returns the state in which the next seam is fixed and some rows have left. */
    public static SeamMove cutAt(long moves, Coverage seam, Coverage cut, Horizons horizons) {
        return new SeamMove(moves, seam.ofLog(), Phase.CUT, cut, 0, 0, new TreeSet<>(), horizons, horizons);
    }

    public SeamMove become(Phase next) {
        return new SeamMove(moves, seam, next, cut, execution, readers, haveCut, horizons, nextHorizons);
    }

    /** Returns the state in which a move lies ready that also lets rows leave. */
    public SeamMove staged(Horizons next) {
        return new SeamMove(moves, seam, Phase.STAGED, cut, execution, readers, haveCut, horizons, next);
    }

    /** Returns the state in which a move that lay ready is complete everywhere. */
    public SeamMove completed() {
        return settled(moves + 1, cut, nextHorizons);
    }

    /** Returns whether the batch parts of these rows end, or may end by now, where a coverage does. */
    public boolean isOf(Coverage coverage) {
        return seam.equals(coverage.ofLog())
                || (phase == Phase.STAGED && cut.ofLog().equals(coverage.ofLog()));
    }

    /** Returns which rows have left where the seam was moved so often; empty when this state knows nothing of that. */
    public Optional<Horizons> horizonsAfter(long ofMoves) {
        if (ofMoves == moves) {
            return Optional.of(horizons);
        }
        return ofMoves == moves + 1 && phase == Phase.STAGED ? Optional.of(nextHorizons) : Optional.empty();
    }

    /**
     * Returns this state when one reader has cut.
     *
     * @param positions the reader's partitions with the first offset it has not read; where there is a cut already, by
     *     a former execution, that one stays
     */
    public SeamMove withCutOf(long byExecution, int reader, int ofReaders, Map<Integer, Long> positions) {
        TreeSet<Integer> cutters = new TreeSet<>();
        if (byExecution == execution) {
            cutters.addAll(haveCut);
        }
        cutters.add(reader);
        Coverage agreed = cut;
        for (Map.Entry<Integer, Long> position : positions.entrySet()) {
            if (!agreed.ends().containsKey(position.getKey())) {
                agreed = agreed.with(position.getKey(), position.getValue());
            }
        }
        return new SeamMove(moves, seam, phase, agreed, byExecution, ofReaders, cutters, horizons, nextHorizons);
    }

    /** Returns whether a reader has to say where it cuts, for one of its partitions at least. */
    public boolean asks(long ofExecution, int reader, Iterable<Integer> partitions) {
        if (phase != Phase.CUTTING) {
            return false;
        }
        if (ofExecution != execution || !haveCut.contains(reader)) {
            return true;
        }
        for (int partition : partitions) {
            if (!cut.ends().containsKey(partition)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether all readers have cut. */
    public boolean isCutByAll() {
        return phase == Phase.CUTTING && readers > 0 && haveCut.size() == readers;
    }

    /** Returns which real-time part a record belongs to. */
    public RealtimeSlot slot(int kafkaPartition, long offset) {
        RealtimeSlot current = RealtimeSlot.after(moves);
        return switch (phase) {
            case SETTLED -> current;
            case CUTTING ->
                cut.ends().containsKey(kafkaPartition) && !cut.includes(kafkaPartition, offset)
                        ? current.other()
                        : current;
            case CUT, STAGED -> cut.includes(kafkaPartition, offset) ? current : current.other();
        };
    }

    /** Reads the form that {@link #toString()} writes. */
    public static SeamMove parse(String text) {
        String[] words = text.split(" ", -1);
        TreeSet<Integer> haveCut = new TreeSet<>();
        for (String reader : words[6].split(",", -1)) {
            if (!reader.isEmpty()) {
                haveCut.add(Integer.valueOf(reader));
            }
        }
        return new SeamMove(
                Long.parseLong(words[0]),
                Coverage.parse(words[1]),
                Phase.valueOf(words[2]),
                Coverage.parse(words[3]),
                Long.parseLong(words[4]),
                Integer.parseInt(words[5]),
                haveCut,
                Horizons.parse(words[7]),
                Horizons.parse(words[8]));
    }

    @Override
    public String toString() {
        return moves + " " + seam + " " + phase + " " + cut + " " + execution + " " + readers + " "
                + haveCut.stream().map(String::valueOf).collect(Collectors.joining(",")) + " " + horizons + " "
                + nextHorizons;
    }
}
