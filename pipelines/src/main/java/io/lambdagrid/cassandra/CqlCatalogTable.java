package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.lambdagrid.view.Generation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the catalog in Cassandra: each write is a lightweight transaction, each read is serial. */
record CqlCatalogTable(CassandraSession session, String table) implements CatalogTable {
    @Override
    public Partition read(String dataset) {
        List<GenerationRow> rows = new ArrayList<>();
        @Nullable Long servingId = null;
        DefinedViews defined = DefinedViews.NONE;
        BoundStatement select = prepare("SELECT * FROM " + table + " WHERE dataset = ?", dataset)
                .setConsistencyLevel(session.settings().consistency().serialLevel())
                .setIdempotent(true);
        for (Row row : session.cql().execute(select)) {
            defined = GenerationRow.defined(row);
            servingId = row.isNull("serving") ? null : (Long) row.getLong("serving");
            // A partition of which only the static column is left still reads as one row.
            if (!row.isNull("id")) {
                rows.add(GenerationRow.of(row));
            }
        }
        return new Partition(rows, servingId, defined);
    }

    @Override
    public boolean apply(List<CatalogWrite> writes) {
        Statement<?> statement = writes.size() == 1 ? statement(writes.get(0)) : batch(writes);
        CassandraSettings.Consistency consistency = session.settings().consistency();
        return session.cql()
                .execute(statement
                        .setConsistencyLevel(consistency.writeLevel())
                        .setSerialConsistencyLevel(consistency.serialLevel())
                        .setIdempotent(false))
                .wasApplied();
    }

    private BatchStatement batch(List<CatalogWrite> writes) {
        return BatchStatement.newInstance(BatchType.UNLOGGED)
                .addAll(writes.stream().map(this::statement).toList());
    }

    private BoundStatement statement(CatalogWrite write) {
        if (write instanceof CatalogWrite.Create create) {
            return create(create);
        }
        if (write instanceof CatalogWrite.Change change) {
            return change(change);
        }
        if (write instanceof CatalogWrite.Serve serve) {
            return prepare(
                    "UPDATE " + table + " SET serving = ? WHERE dataset = ? IF serving = ?",
                    serve.next(),
                    serve.dataset(),
                    serve.expected());
        }
        if (write instanceof CatalogWrite.Define define) {
            return prepare(
                    "UPDATE " + table + " SET wanted_views = ?, configured_views = ?, wanted_change = ?"
                            + " WHERE dataset = ? IF wanted_change = ?",
                    GenerationRow.tuples(define.to().views()),
                    GenerationRow.tuples(define.to().configured()),
                    define.changeId(),
                    define.dataset(),
                    define.from());
        }
        CatalogWrite.Forget forget = (CatalogWrite.Forget) write;
        return prepare(
                "DELETE FROM " + table + " WHERE dataset = ? AND id = ? IF EXISTS", forget.dataset(), forget.id());
    }

    private BoundStatement create(CatalogWrite.Create create) {
        Generation generation = create.generation();
        return prepare(
                "INSERT INTO " + table
                        + " (dataset, id, base, state, table_snapshot, coverage, horizons, views, reason,"
                        + " created_at, changed_at, change_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS",
                generation.dataset(),
                generation.id(),
                generation.base(),
                generation.state().name(),
                generation.tableSnapshot(),
                generation.coverage().toString(),
                generation.horizons().toString(),
                GenerationRow.tuples(generation.views()),
                generation.reason(),
                generation.createdAt(),
                generation.changedAt(),
                create.changeId());
    }

    private BoundStatement change(CatalogWrite.Change change) {
        Generation to = change.to();
        List<@Nullable Object> values =
                new ArrayList<>(List.of(to.state().name(), to.reason(), to.changedAt(), change.changeId()));
        if (change.rowCounts() != null) {
            values.add(change.rowCounts());
        }
        values.addAll(List.of(to.dataset(), to.id(), change.expected().name()));
        return prepare(
                "UPDATE " + table + " SET state = ?, reason = ?, changed_at = ?, change_id = ?"
                        + (change.rowCounts() == null ? "" : ", row_counts = ?")
                        + " WHERE dataset = ? AND id = ? IF state = ?",
                values.toArray());
    }

    /** The driver keeps what it prepared, so this asks the server only the first time. */
    private BoundStatement prepare(String statement, @Nullable Object... values) {
        CqlSession cql = session.cql();
        try {
            return cql.prepare(statement).bind(values);
        } catch (DriverException e) {
            throw DriverFailure.asGridException(e, session.settings(), "prepare a request to the catalog");
        }
    }
}
