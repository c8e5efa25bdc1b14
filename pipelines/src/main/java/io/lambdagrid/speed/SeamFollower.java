package io.lambdagrid.speed;

import io.lambdagrid.serving.RealtimeSlot;
import io.lambdagrid.serving.SeamAgreement;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One reader's part in moving the seam: says where it cuts when it is asked, and knows from then on which real-time
 * part a record belongs to. Confined to the reader's thread.
 */
final class SeamFollower {
    private final SeamAgreement agreement;
    private final Reader reader;
    private final BooleanSupplier timeToLook;
    private @Nullable SeamMove move;

    /**
     * Who reads.
     *
     * @param execution the id of the job's execution
     * @param index of the reader, out of {@code count}
     */
    record Reader(long execution, int index, int count) {}

    /**
     * Knows nothing yet.
     *
     * @param timeToLook whether to look again how the move stands
     */
    SeamFollower(SeamAgreement agreement, Reader reader, BooleanSupplier timeToLook) {
        this.agreement = agreement;
        this.reader = reader;
        this.timeToLook = timeToLook;
    }

    /**
     * Learns how the move stands, and cuts if asked. Call between two polls, and before the first record of a partition
     * is read.
     *
     * @param positions each partition of this reader with its next offset; everything before it was added
     * @param fences what was sent to the partitions of the grid, of which some may be ahead of the positions
     */
    void follow(Map<Integer, Long> positions, FenceTable fences) {
        if (move == null || asks(move, positions) || timeToLook.getAsBoolean()) {
            SeamMove current = learn(positions, fences);
            requireNothingReadBehindTheCut(current, positions);
            move = current;
        }
    }

    private SeamMove learn(Map<Integer, Long> positions, FenceTable fences) {
        SeamMove current = current();
        while (asks(current, positions)) {
            SeamMove cut = current.withCutOf(
                    reader.execution(), reader.index(), reader.count(), cutPositions(positions, fences));
            current = agreement.replace(current, cut) ? cut : current();
        }
        return current;
    }

    private SeamMove current() {
        return agreement.current().orElseThrow(SeamFollower::lost);
    }

    static GridException lost() {
        return new GridException(
                GridError.VIEW_INCOMPLETE, "The view maps have lost their seam; they are being restored.");
    }

    /** Returns which rows have left everywhere, after {@link #follow}. */
    Horizons horizons() {
        if (move == null) {
            throw new IllegalStateException("The seam is not known yet");
        }
        return move.horizons();
    }

    private boolean asks(SeamMove current, Map<Integer, Long> positions) {
        return current.asks(reader.execution(), reader.index(), positions.keySet());
    }

    private static Map<Integer, Long> cutPositions(Map<Integer, Long> positions, FenceTable fences) {
        Map<Integer, Long> cut = new HashMap<>();
        positions.forEach((partition, position) -> cut.put(partition, Math.max(position, fences.highest(partition))));
        return cut;
    }

    /** Cannot happen, because a cut is made by whoever reads; if it did, rows would silently be wrong. */
    private void requireNothingReadBehindTheCut(SeamMove current, Map<Integer, Long> positions) {
        SeamMove before = move;
        if (before == null || before.moves() != current.moves()) {
            return;
        }
        positions.forEach((partition, position) -> {
            if (before.slot(partition, position - 1) != current.slot(partition, position - 1)) {
                throw new GridException(
                        GridError.INTERNAL,
                        "The seam was cut behind offset " + position + " of partition " + partition
                                + ", up to which it was read.");
            }
        });
    }

    /** Returns the real-time part that a record belongs to, after {@link #follow}. */
    RealtimeSlot slot(int kafkaPartition, long offset) {
        if (move == null) {
            throw new IllegalStateException("The seam is not known yet");
        }
        return move.slot(kafkaPartition, offset);
    }
}
