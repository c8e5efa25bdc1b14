package io.lambdagrid.cassandra;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnReference;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Measure;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Views over a dataset with one column of each type, and their rows as a plain fold makes them. */
final class WideViews {
    static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.DOUBLE,
            ColumnType.decimal(12, 2),
            ColumnType.VARCHAR,
            ColumnType.DATE,
            ColumnType.TIMESTAMP);

    private static final int TEXT = 5;
    private static final int DECIMAL = 4;

    private WideViews() {}

    /** Grouped by a column of each type, so that each type is a CQL column, too. */
    static ViewDefinition byEverything() {
        List<GroupColumn> groups = new ArrayList<>();
        List<OutputColumn> outputs = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            groups.add(new GroupColumn(name(i), column(i)));
            outputs.add(new OutputColumn(name(i), column(i)));
        }
        return view("by_everything", groups, outputs);
    }

    /** Grouped by a text; its output columns are called like columns that every table has. */
    static ViewDefinition byText() {
        ColumnReference text = column(TEXT);
        return view(
                "by_text",
                List.of(new GroupColumn("key", text)),
                new ArrayList<>(List.of(new OutputColumn("key", new ColumnReference(0, "key", text.type())))));
    }

    /** Without GROUP BY: one row with the empty key. */
    static ViewDefinition total() {
        return view("total", List.of(), new ArrayList<>());
    }

    static List<ViewDefinition> all() {
        return List.of(byEverything(), byText(), total());
    }

    private static ViewDefinition view(String name, List<GroupColumn> groups, List<OutputColumn> outputs) {
        Measure count = new Measure("generation", aggregate("COUNT", ColumnType.BIGINT), List.of(), null);
        Measure sum = new Measure("amount", aggregate("SUM", TYPES.get(DECIMAL)), List.of(column(DECIMAL)), null);
        int index = groups.size();
        for (Measure measure : List.of(count, sum)) {
            outputs.add(new OutputColumn(measure.name(), new ColumnReference(index++, measure.name(), measure.type())));
        }
        String sql = "SELECT 'what the view ''" + name + "'' says' FROM wide";
        return new ViewDefinition(name, "wide", sql, null, groups, List.of(count, sum), outputs);
    }

    /** Returns rows of the dataset; about one value in eight is NULL. */
    static List<@Nullable Object[]> rows(int count, long seed) {
        Random random = new Random(seed);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable
            Object[] row = {
                random.nextBoolean(),
                random.nextInt(),
                random.nextLong(),
                random.nextGaussian(),
                BigDecimal.valueOf(random.nextInt(), 2),
                "text " + random.nextInt(50) + " | \\ \u00e4 \ud83d\ude00",
                random.nextInt(40_000) - 10_000,
                random.nextLong() >> 12,
            };
            for (int column = 0; column < row.length; column++) {
                row[column] = random.nextInt(8) == 0 ? null : row[column];
            }
            rows.add(row);
        }
        return rows;
    }

    /** Returns the rows that each view of {@link #all()} has over these rows of the dataset. */
    static List<BatchRow> batchRows(List<@Nullable Object[]> rows) {
        List<BatchRow> batchRows = new ArrayList<>();
        for (int view = 0; view < all().size(); view++) {
            ViewFold fold = new ViewFold(all().get(view));
            Map<String, Object[]> groups = new HashMap<>();
            rows.forEach(row -> fold.add(row, key -> groups.computeIfAbsent(key, absent -> fold.empty())));
            int index = view;
            groups.forEach((key, partials) -> batchRows.add(new BatchRow(index, key, bytes(fold, partials))));
        }
        return batchRows;
    }

    static byte[] bytes(ViewFold fold, Object[] partials) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            fold.write(partials, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String name(int column) {
        return "c_" + TYPES.get(column).kind().name().toLowerCase(Locale.ROOT);
    }

    private static ColumnReference column(int column) {
        return new ColumnReference(column, name(column), TYPES.get(column));
    }

    private static Aggregate<?> aggregate(String name, ColumnType type) {
        return StandardAggregates.all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow()
                .over(type)
                .orElseThrow();
    }
}
