package io.lambdagrid.testing;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnReference;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Measure;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.RecordFormat;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small dataset of orders and views over it, made without the parser. */
public final class TestViews {
    private TestViews() {}

    /** Columns: product, quantity. */
    public static Dataset orders(String name, String topic) {
        return new Dataset(
                name,
                topic,
                RecordFormat.JSON,
                List.of(new Column("product", ColumnType.VARCHAR), new Column("quantity", ColumnType.BIGINT)),
                "",
                true);
    }

    public static @Nullable Object[] order(@Nullable String product, long quantity) {
        return new @Nullable Object[] {product, quantity};
    }

    /** SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM orders GROUP BY product. */
    public static ViewDefinition countByProduct() {
        ColumnReference product = new ColumnReference(0, "product", ColumnType.VARCHAR);
        Measure orders = new Measure("orders", aggregate("COUNT"), List.of(), null);
        Measure pieces = new Measure(
                "pieces", aggregate("SUM"), List.of(new ColumnReference(1, "quantity", ColumnType.BIGINT)), null);
        return new ViewDefinition(
                "count_by_product",
                "orders",
                "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM orders GROUP BY product",
                null,
                List.of(new GroupColumn("product", product)),
                List.of(orders, pieces),
                List.of(
                        new OutputColumn("product", product),
                        new OutputColumn("orders", new ColumnReference(1, "orders", orders.type())),
                        new OutputColumn("pieces", new ColumnReference(2, "pieces", pieces.type()))));
    }

    private static Aggregate<?> aggregate(String name) {
        return StandardAggregates.all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow()
                .over(ColumnType.BIGINT)
                .orElseThrow();
    }
}
