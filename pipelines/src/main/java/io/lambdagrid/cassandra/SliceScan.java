package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one view in one slice of the ring, page by page, the next page being under way while the rows of
 * one are handed on. Never blocks. Confined to one thread.
 */
final class SliceScan {
    private final CassandraSession session;
    private final int view;
    private final String attempted;
    private final BoundStatement select;
    private final LongSupplier nanoClock;
    private @Nullable RetriedRequest nextPage;
    private Iterator<Row> rows = Collections.emptyIterator();

    SliceScan(CassandraSession session, int view, String viewName, BoundStatement select, LongSupplier nanoClock) {
        this.session = session;
        this.view = view;
        this.attempted = "read rows of view '" + viewName + "'";
        this.select = select;
        this.nanoClock = nanoClock;
    }

    SliceScan start() {
        nextPage = request(null);
        return this;
    }

    /** Returns the next row, or {@code null} when none has arrived yet or {@link #isDone()}. */
    @Nullable
    BatchRow poll() {
        while (!rows.hasNext()) {
            if (!turnPage()) {
                return null;
            }
        }
        return batchRow(rows.next());
    }

    /** Returns whether every row of the slice was handed on. */
    boolean isDone() {
        return nextPage == null && !rows.hasNext();
    }

    private boolean turnPage() {
        AsyncResultSet page = nextPage == null ? null : nextPage.poll();
        if (page == null) {
            return false;
        }
        rows = page.currentPage().iterator();
        ByteBuffer position = page.getExecutionInfo().getPagingState();
        nextPage = position == null ? null : request(position);
        return true;
    }

    private RetriedRequest request(@Nullable ByteBuffer position) {
        BoundStatement page = position == null ? select : select.setPagingState(position);
        return RetriedRequest.send(() -> session.cql().executeAsync(page), attempted, session.settings(), nanoClock);
    }

    private BatchRow batchRow(Row row) {
        String key = StoredKey.read(Objects.requireNonNull(row.getString("key")), row.getByteBuffer("full_key"));
        ByteBuffer partials = Objects.requireNonNull(row.getByteBuffer("partials"));
        byte[] bytes = new byte[partials.remaining()];
        partials.get(bytes);
        return new BatchRow(view, key, bytes);
    }
}
