package io.lambdagrid.control;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, while rows of a generation are missing or are on their way back, what readers may have seen in them: an
 * answer without it would be of an earlier time than one that was given. How far lost rows had come nobody knows, but
 * not further than the log. Confined to the dataset's control thread.
 */
final class LostRows {
    private final DatasetScope scope;
    private final StatusPublisher status;
    private final Switching switching;
    private final Troubles troubles;
    private @Nullable SeenAtMost last;

    private record SeenAtMost(long base, Coverage coverage) {}

    LostRows(DatasetScope scope, StatusPublisher status, Switching switching, Troubles troubles) {
        this.scope = scope;
        this.status = status;
        this.switching = switching;
        this.troubles = troubles;
    }

    /** Rows were lost just now. */
    void begin() {
        last = null;
        status.rowsAreBack(false);
    }

    /** Rows are all there, with what {@link #seen} returned. */
    void end() {
        last = null;
        status.rowsAreBack(true);
    }

    /**
     * Returns whether a generation that is served may answer: it includes what was seen in it, or the log has it no
     * more, which its views say.
     */
    boolean mayBeRead(Generation generation) {
        return troubles.isStopped(DatasetControl.SPEED)
                || seen(generation)
                        .map(seen -> switching.reaches(generation, seen))
                        .orElse(true);
    }

    /** Returns what a generation that is served must include before it answers; empty if no rows are missing. */
    Optional<Coverage> seen(Generation generation) {
        if (scope.maps(generation).isComplete() && !status.isToldIncomplete(generation)) {
            return Optional.empty();
        }
        if (last == null || last.base() != generation.base()) {
            last = new SeenAtMost(
                    generation.base(),
                    scope.ports().topics().inspect(scope.dataset().topic()).end());
        }
        return Optional.of(last.coverage());
    }
}
