package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.lambdagrid.view.GridException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows of generations that nobody serves any more, from all tables of a dataset, whether or not their views are
 * still defined. Thread-safe and blocking; takes as long as reading the keys. Stopped half-way, by LG-303 or by the end
 * of the process, it is simply called again.
 *
 * <p>A deletion carries the number of the generation as its timestamp, as the writes do: it also wins over writes of
 * that generation that arrive later, and never touches a newer one.
 */
public final class StoredRows {
    private static final int PAGE_ROWS = 500;

    private final CassandraSession session;

    public StoredRows(CassandraSession session) {
        this.session = session;
    }

    /** Deletes the rows of every generation of a dataset before {@code generation}; returns how many keys had any. */
    public long deleteBefore(String dataset, long generation) {
        return deleteWhere(dataset, "generation < ?", generation, generation - 1);
    }

    /** Deletes the rows of one generation of a dataset, such as one that failed; returns how many keys had one. */
    public long deleteOnly(String dataset, long generation) {
        return deleteWhere(dataset, "generation = ?", generation, generation);
    }

    private long deleteWhere(String dataset, String condition, long bound, long timestamp) {
        try {
            long deleted = 0;
            for (String table : tables(dataset)) {
                deleted += deleteFrom(session.settings().keyspace() + "." + table, condition, bound, timestamp);
            }
            return deleted;
        } catch (DriverException e) {
            throw failure(e, dataset);
        } catch (CompletionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), dataset);
        }
    }

    private List<String> tables(String dataset) {
        SimpleStatement select = SimpleStatement.newInstance(
                "SELECT table_name, comment FROM system_schema.tables WHERE keyspace_name = ?",
                session.settings().keyspace());
        List<String> tables = new ArrayList<>();
        for (Row row : session.cql().execute(select)) {
            String comment = row.getString("comment");
            if (comment != null && comment.startsWith(BatchViewTable.commentPrefix(dataset))) {
                tables.add(Objects.requireNonNull(row.getString("table_name")));
            }
        }
        return tables;
    }

    private long deleteFrom(String table, String condition, long bound, long timestamp) {
        CqlSession cql = session.cql();
        PreparedStatement select =
                cql.prepare("SELECT key FROM " + table + " WHERE token(key) > ? AND token(key) <= ? AND " + condition
                        + " PER PARTITION LIMIT 1 ALLOW FILTERING");
        PreparedStatement delete =
                cql.prepare("DELETE FROM " + table + " USING TIMESTAMP ? WHERE key = ? AND " + condition);
        long deleted = 0;
        for (RingSlice slice : RingSlice.cut(session, 1)) {
            BoundStatement page = select.bind(slice.start(), slice.end(), bound)
                    .setPageSize(PAGE_ROWS)
                    .setConsistencyLevel(session.settings().consistency().readLevel())
                    .setIdempotent(true);
            deleted += deletePages(page, key -> delete.bind(timestamp, key, bound));
        }
        return deleted;
    }

    private long deletePages(BoundStatement firstPage, Function<String, BoundStatement> delete) {
        long deleted = 0;
        @Nullable BoundStatement page = firstPage;
        while (page != null) {
            ResultSet rows = session.cql().execute(page);
            List<String> keys = keys(rows);
            deleteKeys(keys, delete);
            deleted += keys.size();
            ByteBuffer position = rows.getExecutionInfo().getPagingState();
            page = position == null ? null : page.setPagingState(position);
        }
        return deleted;
    }

    private static List<String> keys(ResultSet page) {
        List<String> keys = new ArrayList<>();
        while (page.getAvailableWithoutFetching() > 0) {
            keys.add(Objects.requireNonNull(Objects.requireNonNull(page.one()).getString("key")));
        }
        return keys;
    }

    private void deleteKeys(List<String> keys, Function<String, BoundStatement> delete) {
        List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
        for (String key : keys) {
            BoundStatement statement = delete.apply(key)
                    .setConsistencyLevel(session.settings().consistency().writeLevel())
                    .setIdempotent(true);
            underWay.add(session.cql().executeAsync(statement).toCompletableFuture());
        }
        underWay.forEach(CompletableFuture::join);
    }

    private GridException failure(Throwable cause, String dataset) {
        return DriverFailure.asGridException(
                cause, session.settings(), "delete rows of retired generations of '" + dataset + "'");
    }
}
