package io.lambdagrid.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One view, read by key: what history and the last second say together. Thread-safe, and as long-lived as the
 * {@link LambdaGrid} it comes from. A switch to a new generation goes unnoticed.
 *
 * <p>Every method that asks the cluster throws {@link LambdaGridException}: {@link ErrorCode#NOT_FOUND} when the view
 * is gone, {@link ErrorCode#VIEW_STARTING} when it has no rows yet, {@link ErrorCode#VIEW_INCOMPLETE} when parts of it
 * were lost, {@link ErrorCode#GRID_UNREACHABLE} when nobody answers in time. A view that is {@link ViewState#HALTED}
 * goes on answering; {@link #freshness} tells.
 *
 * @param <R> the type of a row
 */
public interface View<R> {
    String name();

    /** Returns the view's columns, in the order of its SELECT list. */
    List<Column> columns();

    /** Returns the names of the columns that make up the key, in the key's order; empty for a view of one row. */
    List<String> keyColumns();

    /**
     * Returns the row of one key; empty when no record belongs to it.
     *
     * @param keyParts one value for each of {@link #keyColumns()}: a {@link String} for VARCHAR, {@link Boolean} for
     *     BOOLEAN, any number for INTEGER, BIGINT, DOUBLE and DECIMAL, {@link java.time.LocalDate} for DATE,
     *     {@link java.time.LocalDateTime} in UTC or {@link java.time.Instant} for TIMESTAMP; null is NULL
     */
    Optional<R> get(@Nullable Object... keyParts);

    /** Does what {@link #get} does without blocking; the stage fails with a {@link LambdaGridException}. */
    CompletionStage<Optional<R>> getAsync(@Nullable Object... keyParts);

    /**
     * Returns the rows of many keys, all of one generation.
     *
     * @return the rows that exist, in the order of {@code keys}; unmodifiable
     */
    Map<Key, R> getAll(Collection<Key> keys);

    /**
     * Returns all rows, in no particular order. What changes while they are read is in them or not.
     *
     * @return to be closed
     */
    Rows<R> scan();

    /**
     * Returns the rows that meet a condition, in no particular order.
     *
     * @param condition what would stand behind WHERE in SQL, over the view's columns: {@code revenue > ? AND product
     *     LIKE 'p%'}
     * @param arguments one value for each {@code ?}, of the types of {@link #get}
     * @return to be closed
     */
    Rows<R> scan(String condition, @Nullable Object... arguments);

    /**
     * Has a listener told of one row: as it is now, if it is there, and then whenever it has changed. Generations that
     * switch and members that are lost go unnoticed.
     */
    Subscription subscribe(Key key, RowListener<R> listener);

    /**
     * Has a listener told of all rows that meet a condition: as they are now, and then of each that has changed, come,
     * or gone. All of them are kept here to compare with, and asked for again whenever the view has changed, so they
     * should not be many.
     *
     * @param condition as for {@link #scan(String, Object...)}; one that is none is refused at once
     */
    Subscription subscribe(RowListener<R> listener, String condition, @Nullable Object... arguments);

    /**
     * Returns this view as the batch layer alone answers it. A row is empty when the batch layer has seen no record of
     * it; key columns keep their values.
     */
    View<R> batch();

    /**
     * Returns this view as the real-time layer alone answers it: the records since the batch view's coverage. A row is
     * empty when there were none; key columns keep their values.
     */
    View<R> realtime();

    /** Returns how far the merged answers reach now. Answers even when the view itself refuses to. */
    Freshness freshness();

    /**
     * Waits until the merged answers include one record, so that you read what you wrote: by key and by SQL.
     *
     * @param offset the record's own offset, as the Kafka producer reported it
     * @return whether it is included; false when the time ran out
     */
    boolean awaitIncludes(int partition, long offset, Duration timeout);

    /**
     * Waits until the merged answers include every event that was produced before a time.
     *
     * @return whether they do; false when the time ran out
     */
    boolean awaitFreshTo(Instant time, Duration timeout);
}
