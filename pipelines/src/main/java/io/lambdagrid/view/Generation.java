package io.lambdagrid.view;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * One consistent set of all views of a dataset: built from one table snapshot, kept up to date by one speed job,
 * switched as a whole.
 *
 * @param id counts up from 1 within the dataset
 * @param tableSnapshot the Iceberg snapshot the batch views are computed from
 * @param coverage the seam: what the batch views include; the speed job starts exactly here
 * @param views the definitions this generation computes, as they were when it was created
 * @param reason why it is in its state, in words
 * @param createdAt when BUILDING began
 * @param changedAt when it entered its state
 */
public record Generation(
        String dataset,
        long id,
        GenerationState state,
        long tableSnapshot,
        Coverage coverage,
        List<ViewSource> views,
        String reason,
        Instant createdAt,
        Instant changedAt)
        implements Serializable {
    /** The name and SQL text of a view. */
    public record ViewSource(String name, String sql) implements Serializable {}

    public Generation {
        views = List.copyOf(views);
    }

    /**
     * Returns this generation in its next state.
     *
     * @throws IllegalStateException when {@code next} does not follow
     */
    public Generation become(GenerationState next, String why, Instant now) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(
                    "Generation " + id + " of '" + dataset + "' is " + state + " and cannot become " + next);
        }
        return new Generation(dataset, id, next, tableSnapshot, coverage, views, why, createdAt, now);
    }
}
