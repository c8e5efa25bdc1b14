package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * Somebody's wish concerning the definitions of views, and what became of it.
 *
 * @param kind one of {@link #APPLY}, {@link #DROP}, {@link #ROLLBACK}, {@link #COMPARE}
 * @param dataset empty while it is not known, where the SQL tells it
 * @param view empty for {@link #ROLLBACK}
 * @param sql empty unless it is {@link #APPLY} or {@link #COMPARE}
 * @param taken whether the catalog says so
 * @param outcome empty while it is under way; {@link #DONE}, or the reason why it failed
 */
public record ViewRequest(
        String id,
        String kind,
        String dataset,
        String view,
        String sql,
        OffsetDateTime requestedAt,
        boolean taken,
        String outcome) {
    /** That a view be added, or another definition take its place. */
    public static final String APPLY = "APPLY";

    /** That a view leave. */
    public static final String DROP = "DROP";

    /** That the definitions before the last change be served again. */
    public static final String ROLLBACK = "ROLLBACK";

    /** That the rows be compared which a definition would give with those that are served. */
    public static final String COMPARE = "COMPARE";

    public static final String DONE = "DONE";

    public ViewRequest over(String itsDataset) {
        return new ViewRequest(id, kind, itsDataset, view, sql, requestedAt, taken, outcome);
    }

    public ViewRequest takenOver() {
        return new ViewRequest(id, kind, dataset, view, sql, requestedAt, true, outcome);
    }

    public ViewRequest ended(String how) {
        return new ViewRequest(id, kind, dataset, view, sql, requestedAt, taken, how);
    }

    public boolean isUnderWay() {
        return outcome.isEmpty();
    }
}
