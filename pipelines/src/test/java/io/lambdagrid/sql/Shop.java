package io.lambdagrid.sql;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dataset with a column of each type, and views over it. */
final class Shop {
    static final Dataset ORDERS = new Dataset(
            "orders",
            "shop.orders",
            RecordFormat.JSON,
            List.of(
                    new Column("country", ColumnType.VARCHAR),
                    new Column("quantity", ColumnType.INTEGER),
                    new Column("clicks", ColumnType.BIGINT),
                    new Column("weight", ColumnType.DOUBLE),
                    new Column("amount", ColumnType.decimal(10, 2)),
                    new Column("paid", ColumnType.BOOLEAN),
                    new Column("due", ColumnType.DATE),
                    new Column("ordered_at", ColumnType.TIMESTAMP),
                    new Column("rate", ColumnType.decimal(6, 4))),
            "ordered_at",
            true);

    private static final ViewParser PARSER = new ViewParser(StandardAggregates.all());

    private Shop() {}

    static ViewDefinition view(String sql) {
        return PARSER.parse("revenue", sql, ORDERS);
    }

    /** Returns the rows of the view over these rows, in the order of their keys. */
    static List<List<@Nullable Object>> answer(String sql, List<@Nullable Object[]> rows) {
        ViewFold fold = new ViewFold(view(sql));
        Map<String, Object[]> groups = new TreeMap<>();
        rows.forEach(row -> fold.add(row, key -> groups.computeIfAbsent(key, unused -> fold.empty())));
        List<List<@Nullable Object>> answer = new ArrayList<>();
        groups.forEach((key, partials) -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object value : fold.finish(key, partials)) {
                values.add(value);
            }
            answer.add(values);
        });
        answer.sort(Comparator.comparing(String::valueOf));
        return answer;
    }
}
