package io.lambdagrid.control;

import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Has all readers by key go from one generation to the next at the same moment. Each goes by the status it knows for a
 * while, and whoever still read the old rows then would see less than others have seen already. So they are told to ask
 * each time, then to wait for a moment, and in that moment the names for SQL are led away. Confined to the dataset's
 * control thread.
 */
final class Guidance {
    /** For so long a client may go by a status, and a little more, since clocks do not run alike. */
    private static final Duration STATUS_MAX_AGE = Serving.STATUS_MAX_AGE.plusMillis(100);

    private final DatasetScope scope;
    private final StatusPublisher status;
    private @Nullable Instant askingSince;
    private boolean isNeeded;

    Guidance(DatasetScope scope, StatusPublisher status) {
        this.scope = scope;
        this.status = status;
    }

    /** Returns whether everybody asks each time by now; has them do so until a step does without. */
    boolean areAllAsking() {
        isNeeded = true;
        if (askingSince == null) {
            status.guide(ViewStatus.ASK);
            askingSince = scope.clock().instant();
        }
        return !scope.clock().instant().isBefore(askingSince.plus(STATUS_MAX_AGE));
    }

    /** Has everybody wait until {@link #settle}. */
    void letWait() {
        isNeeded = true;
        status.guide(ViewStatus.WAIT);
    }

    /** Readers are where they should be. */
    void settle() {
        isNeeded = false;
        askingSince = null;
        status.guide(ViewStatus.KEEP);
    }

    /** Ends a step: what it did not need any more is over. */
    void endStep() {
        if (!isNeeded && askingSince != null) {
            settle();
        }
        isNeeded = false;
    }
}
