package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables in Cassandra. A deletion takes as long as reading the keys. */
final class CqlRowTables implements RowTables {
    private static final int PAGE_ROWS = 500;

    private final CassandraSession session;

    CqlRowTables(CassandraSession session) {
        this.session = session;
    }

    @Override
    public long delete(String dataset, RowDeletion deletion) {
        return deleted(dataset, table -> deleteFrom(table, deletion));
    }

    @Override
    public long deleteSuperseded(String dataset, long generation) {
        return deleted(dataset, table -> deleteSupersededFrom(table, generation));
    }

    @Override
    public long deleteLeft(ViewDefinition view, Horizons horizons, long generation) {
        ViewFold fold = new ViewFold(view);
        String table =
                session.settings().keyspace() + "." + BatchViewTable.of(view).name();
        try {
            PreparedStatement delete = session.cql()
                    .prepare("DELETE FROM " + table + " USING TIMESTAMP ? WHERE key = ? AND generation <= ?");
            return deletePages(
                    rowsOf("key, full_key, generation", table, "generation <= ? PER PARTITION LIMIT 1"),
                    (before, row) -> fold.hasLeft(StoredKey.read(key(row), row.getByteBuffer("full_key")), horizons)
                            ? delete.bind(generation, key(row), generation)
                            : null,
                    generation);
        } catch (DriverException e) {
            throw failure(e, view.dataset());
        } catch (CompletionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), view.dataset());
        }
    }

    private long deleted(String dataset, ToLongFunction<String> from) {
        try {
            long deleted = 0;
            for (String table : tables(dataset)) {
                deleted += from.applyAsLong(session.settings().keyspace() + "." + table);
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

    private long deleteFrom(String table, RowDeletion deletion) {
        String condition = "generation >= ? AND generation <= ?";
        PreparedStatement delete =
                session.cql().prepare("DELETE FROM " + table + " USING TIMESTAMP ? WHERE key = ? AND " + condition);
        return deletePages(
                keysOf(table, condition + " PER PARTITION LIMIT 1"),
                (before, row) -> delete.bind(deletion.timestamp(), key(row), deletion.first(), deletion.last()),
                deletion.first(),
                deletion.last());
    }

    private long deleteSupersededFrom(String table, long generation) {
        PreparedStatement delete =
                session.cql().prepare("DELETE FROM " + table + " USING TIMESTAMP ? WHERE key = ? AND generation < ?");
        // Rows of a key stand together, the newest first: a second one says that the first has superseded it.
        Deletion ofOlder = (before, row) -> {
            if (before == null || !key(before).equals(key(row))) {
                return null;
            }
            long newest = before.getLong("generation");
            return delete.bind(newest - 1, key(row), newest);
        };
        return deletePages(keysOf(table, "generation <= ? PER PARTITION LIMIT 2"), ofOlder, generation);
    }

    private static Object[] together(List<Object> first, Long... bounds) {
        return Stream.concat(first.stream(), Arrays.stream(bounds)).toArray();
    }

    private PreparedStatement keysOf(String table, String condition) {
        return rowsOf("key, generation", table, condition);
    }

    private PreparedStatement rowsOf(String columns, String table, String condition) {
        return session.cql()
                .prepare("SELECT " + columns + " FROM " + table + " WHERE token(key) > ? AND token(key) <= ? AND "
                        + condition + " ALLOW FILTERING");
    }

    /** Which deletion a row calls for, if any, knowing the row before it. */
    @FunctionalInterface
    private interface Deletion {
        @Nullable
        BoundStatement of(@Nullable Row before, Row row);
    }

    private long deletePages(PreparedStatement select, Deletion deletion, Long... bounds) {
        long deleted = 0;
        for (RingSlice slice : RingSlice.cut(session, 1)) {
            BoundStatement firstPage = select.bind(together(List.of(slice.start(), slice.end()), bounds))
                    .setPageSize(PAGE_ROWS)
                    .setConsistencyLevel(session.settings().consistency().readLevel())
                    .setIdempotent(true);
            deleted += deletePages(firstPage, deletion);
        }
        return deleted;
    }

    private long deletePages(BoundStatement firstPage, Deletion deletion) {
        long deleted = 0;
        @Nullable Row before = null;
        @Nullable BoundStatement page = firstPage;
        while (page != null) {
            ResultSet rows = session.cql().execute(page);
            List<BoundStatement> statements = new ArrayList<>();
            while (rows.getAvailableWithoutFetching() > 0) {
                Row row = Objects.requireNonNull(rows.one());
                BoundStatement statement = deletion.of(before, row);
                if (statement != null) {
                    statements.add(statement);
                }
                before = row;
            }
            execute(statements);
            deleted += statements.size();
            ByteBuffer position = rows.getExecutionInfo().getPagingState();
            page = position == null ? null : page.setPagingState(position);
        }
        return deleted;
    }

    private static String key(Row row) {
        return Objects.requireNonNull(row.getString("key"));
    }

    private void execute(List<BoundStatement> statements) {
        List<CompletableFuture<AsyncResultSet>> underWay = new ArrayList<>();
        for (BoundStatement statement : statements) {
            BoundStatement delete = statement
                    .setConsistencyLevel(session.settings().consistency().writeLevel())
                    .setIdempotent(true);
            underWay.add(session.cql().executeAsync(delete).toCompletableFuture());
        }
        underWay.forEach(CompletableFuture::join);
    }

    private GridException failure(Throwable cause, String dataset) {
        return DriverFailure.asGridException(
                cause, session.settings(), "delete rows of retired generations of '" + dataset + "'");
    }
}
