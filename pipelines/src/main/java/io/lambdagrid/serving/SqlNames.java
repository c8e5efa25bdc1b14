package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.SqlService;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewFields;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.util.List;
import java.util.StringJoiner;

/**
 * The names under which SQL finds views: {@code v} is the merged view, {@code v_batch} and {@code v_realtime} are its
 * two parts, and {@code lambda_...} tell how the grid is doing.
 *
 * <p>{@code v} is a mapping, because replacing a mapping is one atomic change of the catalog that every member's query
 * plans notice. The parts are SQL views over a second mapping, {@code v__parts}; they are never replaced while their
 * columns stay the same, because plans through a replaced SQL view go stale.
 */
public final class SqlNames {
    /** Rejected records of all generations that have maps; {@code lambda_rejected} shows those of what is served. */
    static final String ALL_REJECTED = "lambda_rejected__all";

    private static final String SERVED = "lambda_served__bases";

    private final SqlService sql;

    public SqlNames(HazelcastInstance grid) {
        this.sql = grid.getSql();
    }

    /** Leads the names of a view to the maps of a generation. */
    public void publish(ViewFold fold, long generation) {
        ViewDefinition view = fold.view();
        String map = GridMaps.view(view.name(), generation);
        StringJoiner merged = new StringJoiner(", ", "(", ")");
        StringJoiner parts = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < view.outputs().size(); i++) {
            OutputColumn column = view.outputs().get(i);
            merged.add(column(column.name(), column.type(), column.name()));
            if (fold.isGroupColumn(i)) {
                parts.add(column(column.name(), column.type(), column.name()));
            } else {
                parts.add(column(ViewFields.batch(column.name()), column.type(), ViewFields.batch(column.name())));
                parts.add(
                        column(ViewFields.realtime(column.name()), column.type(), ViewFields.realtime(column.name())));
            }
        }
        parts.add(column(ViewFields.PARTS, ColumnType.INTEGER, ViewFields.PARTS));
        mapping(view.name(), map, merged.add("__key VARCHAR").toString(), rowOptions(view.name(), generation));
        mapping(
                partsName(view.name()),
                map,
                parts.add("__key VARCHAR").toString(),
                rowOptions(view.name(), generation));
        partView(fold, "_batch", ViewFields::batch, ViewFields.BATCH_ONLY);
        partView(fold, "_realtime", ViewFields::realtime, ViewFields.REALTIME_ONLY);
    }

    /** Removes the names of a view that is no longer defined. */
    public void remove(String view) {
        run("DROP VIEW IF EXISTS " + quoted(view + "_batch"));
        run("DROP VIEW IF EXISTS " + quoted(view + "_realtime"));
        run("DROP MAPPING IF EXISTS " + quoted(partsName(view)));
        run("DROP MAPPING IF EXISTS " + quoted(view));
    }

    private static String partsName(String view) {
        return view + "__parts";
    }

    private void partView(ViewFold fold, String suffix, java.util.function.UnaryOperator<String> field, int layer) {
        List<OutputColumn> outputs = fold.view().outputs();
        StringJoiner columns = new StringJoiner(", ");
        for (int i = 0; i < outputs.size(); i++) {
            String name = outputs.get(i).name();
            columns.add(fold.isGroupColumn(i) ? quoted(name) : quoted(field.apply(name)) + " AS " + quoted(name));
        }
        run("CREATE OR REPLACE VIEW " + quoted(fold.view().name() + suffix) + " AS SELECT " + columns + ", __key FROM "
                + quoted(partsName(fold.view().name())) + " WHERE " + quoted(ViewFields.PARTS) + " IN (" + layer + ", "
                + ViewFields.BOTH + ")");
    }

    private static String column(String name, ColumnType type, String field) {
        String sqlType = type.kind() == ColumnType.Kind.DECIMAL ? "DECIMAL" : type.toString();
        return quoted(name) + " " + sqlType + " EXTERNAL NAME " + quoted("this." + field);
    }

    private static String rowOptions(String view, long generation) {
        return compact(ViewFields.typeName(view, generation));
    }

    private static String compact(String typeName) {
        return "('keyFormat' = 'varchar', 'valueFormat' = 'compact', 'valueCompactTypeName' = '" + typeName + "')";
    }

    private void mapping(String name, String map, String columns, String options) {
        run("CREATE OR REPLACE MAPPING " + quoted(name) + " EXTERNAL NAME " + quoted(map) + " " + columns
                + " TYPE IMap OPTIONS " + options);
    }

    private void run(String statement) {
        sql.execute(statement).close();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Creates the names that tell how the grid is doing. */
    public void publishSystemViews() {
        for (SystemView view : SystemView.ALL) {
            mapping(
                    view.name(),
                    view.map(),
                    "(" + view.columns() + ")",
                    compact(view.record().getName()));
        }
        publishRejected();
    }

    /** Which generations are served is a row each, not a part of the SQL: the view never has to be replaced. */
    private void publishRejected() {
        mapping(
                SERVED,
                GridMaps.SERVED,
                "(__key VARCHAR, this BIGINT)",
                "('keyFormat' = 'varchar', 'valueFormat' = 'bigint')");
        run("CREATE OR REPLACE VIEW lambda_rejected AS SELECT r.dataset, r.topic, r.kafka_partition, r.kafka_offset,"
                + " r.\"view\", r.reason, r.text, r.rejected_at FROM " + ALL_REJECTED + " AS r JOIN " + SERVED
                + " AS s ON s.__key = r.dataset WHERE s.this = r.generation");
    }
}
