package io.lambdagrid.view;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * One consistent set of all views of a dataset: built from one table snapshot, kept up to date by one speed job,
 * switched as a whole.
 *
 * <p>A generation is computed from the whole master dataset into maps of its own, or it is incremental: then it lives
 * in the maps of the generation it continues, moves their seam, and changes only the rows that the records between the
 * two seams touch.
 *
 * @param id counts up from 1 within the dataset
 * @param base the generation whose maps this one lives in: the last one computed from the whole master dataset; the
 *     same as {@code id} unless it is incremental
 * @param tableSnapshot the Iceberg snapshot the batch views are computed from
 * @param coverage the seam: what the batch views include; the speed job starts exactly here
 * @param horizons which rows of the views have left
 * @param views the definitions this generation computes, as they were when it was created
 * @param reason why it is in its state, in words
 * @param createdAt when BUILDING began
 * @param changedAt when it entered its state
 */
public record Generation(
        String dataset,
        long id,
        long base,
        GenerationState state,
        long tableSnapshot,
        Coverage coverage,
        Horizons horizons,
        List<ViewSource> views,
        String reason,
        Instant createdAt,
        Instant changedAt)
        implements Serializable {
    /** The name and SQL text of a view. */
    public record ViewSource(String name, String sql) implements Serializable {}

    public Generation {
        views = List.copyOf(views);
        if (base < 1 || base > id) {
            throw new IllegalArgumentException("Generation " + id + " cannot live in the maps of " + base);
        }
    }

    /** A generation that keeps all rows. */
    public Generation(
            String dataset,
            long id,
            long base,
            GenerationState state,
            long tableSnapshot,
            Coverage coverage,
            List<ViewSource> views,
            String reason,
            Instant createdAt,
            Instant changedAt) {
        this(dataset, id, base, state, tableSnapshot, coverage, Horizons.NONE, views, reason, createdAt, changedAt);
    }

    public boolean isIncremental() {
        return base != id;
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
        return new Generation(dataset, id, base, next, tableSnapshot, coverage, horizons, views, why, createdAt, now);
    }
}
