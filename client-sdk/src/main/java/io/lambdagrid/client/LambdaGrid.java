package io.lambdagrid.client;

import org.jspecify.annotations.Nullable;

/**
 * A connection to a Lambda Grid cluster. Thread-safe; an application opens one and keeps it. When the cluster goes away
 * and comes back, the connection does, too: calls in between wait up to the timeout.
 */
public interface LambdaGrid extends AutoCloseable {
    /**
     * Connects with the default settings of {@link LambdaGridBuilder}.
     *
     * @param addresses {@code HOST:PORT} of one or more members; the others are found through them
     * @throws LambdaGridException {@link ErrorCode#GRID_UNREACHABLE} when no member answers within ten seconds
     */
    static LambdaGrid connect(String... addresses) {
        return builder().addresses(addresses).connect();
    }

    static LambdaGridBuilder builder() {
        return new LambdaGridBuilder();
    }

    /** Returns a view whose rows are read by column name. */
    View<Row> view(String name);

    /**
     * Returns a view whose rows are read as a Java record.
     *
     * @param recordClass each component is named like a column ({@code orderCount} or {@code order_count}) and is of
     *     its type: {@link Boolean}, {@link Integer}, {@link Long}, {@link Double}, {@link java.math.BigDecimal},
     *     {@link String}, {@link java.time.LocalDate}, {@link java.time.LocalDateTime} in UTC or
     *     {@link java.time.Instant}. A primitive component refuses NULL. Columns may be left out.
     */
    <R extends Record> View<R> view(String name, Class<R> recordClass);

    /**
     * Runs one SQL statement. The views are there under their names, {@code NAME_batch} and {@code NAME_realtime};
     * {@code lambda_views}, {@code lambda_generations}, {@code lambda_partitions} and {@code lambda_rejected} tell of
     * the cluster itself.
     *
     * @param query with {@code ?} for each argument
     * @param arguments an {@link java.time.Instant} stands for the TIMESTAMP of that moment in UTC
     */
    SqlResult sql(String query, @Nullable Object... arguments);

    /** Returns by what means definitions of views are changed. */
    Views views();

    BatchRuns batch();

    /** Returns which records count for nothing, and by what means they are tried again. */
    Rejections rejections();

    /** Closes the connection; calls that are under way fail. Closing again does nothing. */
    @Override
    void close();
}
