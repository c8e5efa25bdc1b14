package io.lambdagrid.cassandra;

import java.io.Serializable;

/**
 * One row of a batch view, or one rejected record, on its way to or from Cassandra. Not compared: the bytes are shared,
 * not copied.
 *
 * @param view index of the view in the {@link StoredDataset} that the sink or source was made with
 * @param key the row key, as the view's fold makes it
 * @param partials the group's partial results, as the view's fold writes them, or a {@link StoredRejection}; never
 *     changed after
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are handed on, never compared, and there are millions of them.
public record BatchRow(int view, String key, byte[] partials) implements Serializable {}
