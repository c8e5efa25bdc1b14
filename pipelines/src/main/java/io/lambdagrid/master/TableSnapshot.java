package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A state of a master dataset that never changes any more.
 *
 * @param id Iceberg's snapshot id
 * @param coverage the records it holds, each exactly once
 * @param gaps what of the coverage it does not hold, because somebody gave it up
 * @param expiredBefore records of events before this moment, in microseconds since 1970-01-01, may have left it because
 *     they are retained no longer; {@code null} when none has
 */
public record TableSnapshot(
        long id,
        Coverage coverage,
        List<DeclaredGap> gaps,
        @Nullable Long expiredBefore) implements Serializable {
    public TableSnapshot {
        gaps = List.copyOf(gaps);
    }

    /** Returns this snapshot for somebody who reads only the records of a coverage. */
    public TableSnapshot at(Coverage part) {
        return new TableSnapshot(id, part, gaps, expiredBefore);
    }
}
