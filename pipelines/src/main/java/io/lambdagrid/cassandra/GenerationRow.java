package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.Generation.ViewSource;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.Horizons;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the catalog.
 *
 * @param rowCounts rows of each batch view, by the view's name; empty until recorded
 * @param changeId names the write that made the row what it is
 */
record GenerationRow(
        Generation generation,
        Map<String, Long> rowCounts,
        @Nullable UUID changeId) {
    private static final TupleType VIEW = DataTypes.tupleOf(DataTypes.TEXT, DataTypes.TEXT);

    static GenerationRow of(Row row) {
        Generation generation = new Generation(
                text(row, "dataset"),
                row.getLong("id"),
                base(row),
                GenerationState.valueOf(text(row, "state")),
                row.getLong("table_snapshot"),
                Coverage.parse(text(row, "coverage")),
                horizons(row),
                views(row, "views"),
                text(row, "reason"),
                Objects.requireNonNull(row.getInstant("created_at")),
                Objects.requireNonNull(row.getInstant("changed_at")));
        Map<String, Long> rowCounts = row.getMap("row_counts", String.class, Long.class);
        return new GenerationRow(generation, rowCounts == null ? Map.of() : rowCounts, row.getUuid("change_id"));
    }

    /** Returns the views that are wanted, which every row of the dataset says. */
    static DefinedViews defined(Row row) {
        UUID change = row.getUuid("wanted_change");
        return change == null
                ? DefinedViews.NONE
                : new DefinedViews(views(row, "wanted_views"), views(row, "configured_views"), change);
    }

    static List<TupleValue> tuples(List<ViewSource> views) {
        return views.stream()
                .map(view -> VIEW.newValue(view.name(), view.sql()))
                .toList();
    }

    private static List<ViewSource> views(Row row, String column) {
        return Objects.requireNonNull(row.getList(column, TupleValue.class)).stream()
                .map(GenerationRow::viewSource)
                .toList();
    }

    /** Catalogs older than incremental generations have no base. */
    private static long base(Row row) {
        return row.isNull("base") ? row.getLong("id") : row.getLong("base");
    }

    /** Catalogs older than retention have none. */
    private static Horizons horizons(Row row) {
        String text = row.getString("horizons");
        return text == null ? Horizons.NONE : Horizons.parse(text);
    }

    private static ViewSource viewSource(TupleValue tuple) {
        return new ViewSource(Objects.requireNonNull(tuple.getString(0)), Objects.requireNonNull(tuple.getString(1)));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
