package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Creates what is absent: the keyspace, the catalog, the tables of batch views. Idempotent, and safe when several nodes
 * do it at once: a table's id follows from its name, so that nodes which create it together create the same table.
 */
public final class CassandraSchema {
    static final String CATALOG_TABLE = "generations";

    private static final String VIEW_LIST = "frozen<list<frozen<tuple<text, text>>>>";

    /** What a dataset has once: which views are wanted over it. */
    private static final SortedMap<String, String> STATIC_COLUMNS =
            new TreeMap<>(Map.of("wanted_views", VIEW_LIST, "configured_views", VIEW_LIST, "wanted_change", "uuid"));

    private final CassandraSession session;

    public CassandraSchema(CassandraSession session) {
        this.session = session;
    }

    /** Creates the keyspace and the catalog's table; blocks until all nodes know them. */
    public void createCatalog() {
        createKeyspace();
        createTable(
                CATALOG_TABLE,
                "dataset text, id bigint, base bigint, state text, table_snapshot bigint, coverage text, "
                        + "horizons text, "
                        + "views " + VIEW_LIST + ", row_counts frozen<map<text, bigint>>, "
                        + "reason text, created_at timestamp, changed_at timestamp, change_id uuid, "
                        + "serving bigint static, "
                        + STATIC_COLUMNS.entrySet().stream()
                                .map(column -> column.getKey() + " " + column.getValue() + " static, ")
                                .collect(Collectors.joining())
                        + "PRIMARY KEY ((dataset), id)",
                "CLUSTERING ORDER BY (id DESC)",
                "The generations of each dataset, and which one is served");
        addColumn("base", "bigint");
        addColumn("horizons", "text");
        STATIC_COLUMNS.forEach((column, type) -> addColumn(column, type + " static"));
    }

    /** Catalogs of earlier versions have fewer columns. */
    private void addColumn(String column, String type) {
        if (!hasColumn(CATALOG_TABLE, column)) {
            change(
                    "ALTER TABLE " + session.settings().keyspace() + "." + CATALOG_TABLE + " ADD IF NOT EXISTS "
                            + column + " " + type,
                    "add the column '" + column + "' to the catalog");
        }
    }

    /** Creates the tables of a dataset; blocks until all nodes know them. */
    public void createTables(StoredDataset dataset) {
        createKeyspace();
        for (BatchViewTable table : dataset.tables()) {
            createTable(table.name(), table.columnsCql(), BatchViewTable.OPTIONS_CQL, table.comment());
        }
    }

    /**
     * Returns whether rows of all these views could have been stored: a view has another table when its definition, or
     * the declaration of its dataset, gives its columns other types.
     */
    public boolean haveTables(List<ViewDefinition> views) {
        return views.stream()
                .allMatch(view -> comment(BatchViewTable.of(view).name()).isPresent());
    }

    /** Returns the comment of a table, or empty when there is no such table. */
    Optional<String> comment(String table) {
        SimpleStatement select = SimpleStatement.newInstance(
                "SELECT comment FROM system_schema.tables WHERE keyspace_name = ? AND table_name = ?",
                session.settings().keyspace(),
                table);
        Row row =
                execute(select, "read the description of table '" + table + "'").one();
        return row == null ? Optional.empty() : Optional.ofNullable(row.getString("comment"));
    }

    private boolean hasColumn(String table, String column) {
        SimpleStatement select = SimpleStatement.newInstance(
                "SELECT column_name FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?"
                        + " AND column_name = ?",
                session.settings().keyspace(),
                table,
                column);
        return execute(select, "look for the column '" + column + "' of table '" + table + "'")
                        .one()
                != null;
    }

    private void createKeyspace() {
        CassandraSettings settings = session.settings();
        String keyspace = settings.keyspace();
        SimpleStatement select = SimpleStatement.newInstance(
                "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", keyspace);
        if (execute(select, "look for the keyspace '" + keyspace + "'").one() == null) {
            change(
                    "CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = "
                            + settings.replication().asCql(settings.localDatacenter()),
                    "create the keyspace '" + keyspace + "'");
        }
    }

    private void createTable(String table, String columns, String options, String comment) {
        String quotedComment = "'" + comment.replace("'", "''") + "'";
        String qualified = session.settings().keyspace() + "." + table;
        Optional<String> existing = comment(table);
        if (existing.isEmpty()) {
            UUID id = UUID.nameUUIDFromBytes(qualified.getBytes(StandardCharsets.UTF_8));
            change(
                    "CREATE TABLE IF NOT EXISTS " + qualified + " (" + columns + ") WITH ID = " + id + " AND " + options
                            + " AND comment = " + quotedComment,
                    "create the table '" + table + "'");
        } else if (!existing.get().equals(comment)) {
            change(
                    "ALTER TABLE " + qualified + " WITH comment = " + quotedComment,
                    "describe the table '" + table + "'");
        }
    }

    private void change(String ddl, String attempted) {
        ResultSet result = execute(SimpleStatement.newInstance(ddl), attempted);
        if (!result.getExecutionInfo().isSchemaInAgreement() && !session.cql().checkSchemaAgreement()) {
            throw new GridException(
                    GridError.CASSANDRA_UNREACHABLE,
                    "The nodes of Cassandra at " + session.settings().where()
                            + " do not agree on the schema after the attempt to " + attempted
                            + "; 'nodetool describecluster' shows which node is behind");
        }
    }

    private ResultSet execute(SimpleStatement statement, String attempted) {
        CqlSession cql = session.cql();
        try {
            return cql.execute(statement);
        } catch (DriverException e) {
            throw DriverFailure.asGridException(e, session.settings(), attempted);
        }
    }
}
