package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static io.lambdagrid.client.TestMember.withStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.nio.serialization.genericrecord.GenericRecordBuilder;
import io.lambdagrid.client.wire.ViewStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ViewReadingTest {
    private static final String VIEW = "revenue_by_product";
    private static final String MAP = "view.revenue_by_product.3";

    private static TestMember member;
    private static LambdaGrid grid;

    record Product(
            String productId,
            long orders,
            BigDecimal revenue,
            @Nullable Double avgPrice) {}

    record Strict(String product_id, double avgPrice) {}

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        member.write(serving(VIEW, 3, PRODUCT_COLUMNS, "product_id"));
        member.write(MAP, "p1", row(VIEW, 3, "p1", 10L, 2L));
        member.write(MAP, "p2", row(VIEW, 3, "p2", null, 4L));
        member.write(MAP, "p3", row(VIEW, 3, "p3", 0L, null));
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @Test
    void a_row_is_read_by_its_key_and_its_columns_by_name() {
        Row row = grid.view(VIEW).get("p1").orElseThrow();

        assertThat(row.text("product_id")).isEqualTo("p1");
        assertThat(row.longValue("orders")).isEqualTo(12);
        assertThat(row.decimal("revenue")).isEqualTo(new BigDecimal("30.00"));
        assertThat(row.doubleValue("avg_price")).isEqualTo(2.5);
        assertThat(row.value(1)).isEqualTo(12L);
        assertThat(row).hasToString("{product_id=p1, orders=12, revenue=30.00, avg_price=2.5}");
    }

    @Test
    void a_row_fills_a_record_whose_components_are_named_like_the_columns() {
        View<Product> view = grid.view(VIEW, Product.class);

        assertThat(view.get("p1")).contains(new Product("p1", 12, new BigDecimal("30.00"), 2.5));
        assertThat(view.get("p3")).contains(new Product("p3", 0, new BigDecimal("0.00"), null));
    }

    @Test
    void a_key_without_records_is_empty() {
        assertThat(grid.view(VIEW).get("nobody")).isEmpty();
    }

    @Test
    void the_layers_answer_apart_and_keep_the_key_columns() {
        View<Product> view = grid.view(VIEW, Product.class);

        assertThat(view.batch().get("p1")).contains(new Product("p1", 10, new BigDecimal("25.00"), 2.5));
        assertThat(view.realtime().get("p1")).contains(new Product("p1", 2, new BigDecimal("5.00"), 2.5));
        assertThat(view.batch().get("p2")).isEmpty();
        assertThat(view.realtime().get("p3")).isEmpty();
    }

    @Test
    void the_same_is_answered_without_blocking() throws Exception {
        View<Product> view = grid.view(VIEW, Product.class);

        assertThat(view.getAsync("p1").toCompletableFuture().get())
                .contains(new Product("p1", 12, new BigDecimal("30.00"), 2.5));
        assertThat(view.getAsync("nobody").toCompletableFuture().get()).isEmpty();
        assertThatThrownBy(() -> grid.view(VIEW)
                        .getAsync("p1", "p2")
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LambdaGridException.class)
                .hasMessageContaining("has the key (product_id), but 2 key parts were given");
    }

    @Test
    void many_keys_are_answered_in_the_order_asked_without_those_that_are_absent() {
        View<Product> view = grid.view(VIEW, Product.class);

        assertThat(view.getAll(List.of(Key.of("p2"), Key.of("nobody"), Key.of("p1")))
                        .keySet())
                .containsExactly(Key.of("p2"), Key.of("p1"));
        assertThat(view.batch().getAll(List.of(Key.of("p2"), Key.of("p1"))).values())
                .containsExactly(new Product("p1", 10, new BigDecimal("25.00"), 2.5));
        assertThat(view.getAll(List.of())).isEmpty();
    }

    @Test
    void every_type_is_read_and_every_type_is_a_key() {
        String columns = "b BOOLEAN, i INTEGER, l BIGINT, d DOUBLE, m DECIMAL(10,2), t VARCHAR, day DATE, at TIMESTAMP";
        member.write(serving("types", 1, columns, "b, i, l, d, m, t, day, at"));
        LocalDateTime at = LocalDateTime.parse("2026-01-31T12:00:00.000123");
        member.write(
                "view.types.1",
                "true|1|2|2.5|3.50|a\\|b|2026-01-31|2026-01-31T12:00:00.000123",
                GenericRecordBuilder.compact("view.types.1")
                        .setNullableBoolean("b", true)
                        .setNullableInt32("i", 1)
                        .setNullableInt64("l", 2L)
                        .setNullableFloat64("d", 2.5)
                        .setDecimal("m", new BigDecimal("3.50"))
                        .setString("t", "a|b")
                        .setDate("day", LocalDate.parse("2026-01-31"))
                        .setTimestamp("at", at)
                        .build());
        record Types(boolean b, Integer i, long l, Double d, BigDecimal m, String t, LocalDate day, Instant at) {}
        Types expected = new Types(
                true,
                1,
                2,
                2.5,
                new BigDecimal("3.50"),
                "a|b",
                LocalDate.parse("2026-01-31"),
                Instant.parse("2026-01-31T12:00:00.000123Z"));
        View<Types> view = grid.view("types", Types.class);

        assertThat(view.get(true, 1, 2L, 2.5, new BigDecimal("3.5"), "a|b", LocalDate.parse("2026-01-31"), at))
                .contains(expected);
        // The same key in other types, and with digits beyond the microsecond.
        assertThat(view.get(
                        true,
                        1L,
                        2,
                        2.5f,
                        new BigDecimal("3.500"),
                        "a|b",
                        expected.day(),
                        expected.at().plusNanos(9)))
                .contains(expected);
        assertThat(grid.view("types").get(true, 1, 2, 2.5, expected.m(), "a|b", expected.day(), at))
                .map(row -> row.timestamp("at"))
                .contains(at);
    }

    @Test
    void null_is_a_key_and_a_view_of_one_row_has_the_empty_key() {
        member.write(MAP, "\\N", row(VIEW, 3, "", 1L, 1L));
        member.write(serving("total", 1, "orders BIGINT", ""));
        member.write("view.total.1", "", row("total", 1, "", 5L, 1L));

        assertThat(grid.view(VIEW).get((Object) null))
                .map(row -> row.longValue("orders"))
                .contains(2L);
        assertThat(grid.view("total").get()).map(row -> row.longValue("orders")).contains(6L);
        assertThat(grid.view("total").keyColumns()).isEmpty();
    }

    @Test
    void columns_are_described() {
        assertThat(grid.view(VIEW).columns())
                .containsExactly(
                        new Column("product_id", "VARCHAR"),
                        new Column("orders", "BIGINT"),
                        new Column("revenue", "DECIMAL(12,2)"),
                        new Column("avg_price", "DOUBLE"));
        assertThat(grid.view(VIEW).keyColumns()).containsExactly("product_id");
    }

    @Test
    void a_missing_view_is_refused_with_the_names_there_are() {
        assertThatThrownBy(() -> grid.view("revenue_by_produkt"))
                .isInstanceOf(LambdaGridException.class)
                .hasMessageStartingWith(
                        "LG-103  There is no view 'revenue_by_produkt'. Did you mean 'revenue_by_product'?"
                                + " The cluster has the views: ");
    }

    @Test
    void a_component_without_column_is_refused_with_the_columns_there_are() {
        record Misspelt(String productId, BigDecimal revenu) {}

        assertThatThrownBy(() -> grid.view(VIEW, Misspelt.class))
                .hasMessage(
                        "LG-120  Record 'Misspelt' has the component 'revenu', but view 'revenue_by_product' has no such"
                                + " column. Did you mean 'revenue'? Its columns are: product_id VARCHAR, orders BIGINT,"
                                + " revenue DECIMAL(12,2), avg_price DOUBLE.");
    }

    @Test
    void a_component_of_another_type_is_refused_with_both_types() {
        record Wrong(int orders) {}

        assertThatThrownBy(() -> grid.view(VIEW, Wrong.class))
                .hasMessage("LG-120  Component 'orders' of record 'Wrong' has the type int, but column 'orders' of view"
                        + " 'revenue_by_product' has the type BIGINT. Declare it as Long or BigDecimal.");
    }

    @Test
    void null_in_a_primitive_component_is_refused() {
        assertThatThrownBy(() -> grid.view(VIEW, Strict.class).get("p3"))
                .hasMessage("LG-120  Column 'avg_price' of view 'revenue_by_product' is NULL in this row, but component"
                        + " 'avgPrice' of record 'Strict' is a primitive double. Declare it as Double.");
    }

    @Test
    void a_key_that_does_not_fit_is_refused() {
        View<Row> view = grid.view(VIEW);

        assertThatThrownBy(view::get)
                .hasMessage("LG-120  View 'revenue_by_product' has the key (product_id), but 0 key parts were given."
                        + " Give 1, one for each key column, in this order.");
        assertThatThrownBy(() -> view.get(17))
                .hasMessage(
                        "LG-120  Key column 'product_id' has the type VARCHAR, but the key part '17' has the type Integer."
                                + " Give String.");
    }

    @Test
    void a_column_that_does_not_fit_is_refused() {
        Row row = grid.view(VIEW).get("p3").orElseThrow();

        assertThatThrownBy(() -> row.longValue("order"))
                .hasMessage("LG-120  The row has no column 'order'. Did you mean 'orders'? Its columns are: product_id,"
                        + " orders, revenue, avg_price.");
        assertThatThrownBy(() -> row.intValue("orders"))
                .hasMessage("LG-120  Column 'orders' has the type BIGINT and cannot be read as Integer."
                        + " Read it as Long or BigDecimal.");
        assertThatThrownBy(() -> row.doubleValue("avg_price"))
                .hasMessage("LG-120  Column 'avg_price' is NULL in this row. Ask isNull(\"avg_price\") first, or read"
                        + " value(\"avg_price\", Double.class).");
        assertThatThrownBy(() -> row.value(4))
                .hasMessage("LG-120  The row has no column at '4'. Positions go from 0 to 3.");
        assertThat(row.value("avg_price", Double.class)).isEqualTo(Optional.empty());
    }

    @Test
    void a_view_that_lost_rows_refuses_to_answer_and_says_why() {
        ViewStatus whole = serving("lossy", 1, PRODUCT_COLUMNS, "product_id");
        member.write(withStatus(whole, ViewStatus.INCOMPLETE, "2 of 271 partitions were lost", whole.map()));
        View<Row> view = grid.view("lossy");
        String expected =
                "LG-410  View 'lossy' cannot answer, because parts of it were lost: 2 of 271 partitions were lost."
                        + " It answers again when its next generation is being served.";

        assertThatThrownBy(() -> view.get("p1")).hasMessage(expected);
        assertThatThrownBy(() -> view.getAll(List.of(Key.of("p1")))).hasMessage(expected);
        assertThatThrownBy(() -> view.getAsync("p1").toCompletableFuture().join())
                .cause()
                .hasMessage(expected);
        assertThat(view.freshness().status()).isEqualTo(ViewState.INCOMPLETE);
    }

    @Test
    void an_absent_row_is_not_believed_when_the_view_has_lost_rows_meanwhile() {
        ViewStatus whole = serving("losing", 1, PRODUCT_COLUMNS, "product_id");
        member.write(whole);
        member.write(whole.map(), "p1", row("losing", 1, "p1", 1L, 1L));
        View<Row> view = grid.view("losing");
        assertThat(view.get("p1")).isPresent();

        member.map(whole.map()).delete("p1");
        member.write(withStatus(whole, ViewStatus.INCOMPLETE, "a member was lost", whole.map()));

        assertThatThrownBy(() -> view.get("p1")).hasMessageStartingWith("LG-410");
    }

    @Test
    void a_view_without_a_first_generation_says_so_until_it_has_one() {
        ViewStatus none = serving("young", 0, "", "");
        member.write(withStatus(none, ViewStatus.STARTING, "the first generation is on its way", ""));
        View<Product> view = grid.view("young", Product.class);
        String expected =
                "LG-412  View 'young' has no rows yet: its first generation is being built: the first generation"
                        + " is on its way. Try again when its status is SERVING.";

        assertThatThrownBy(() -> view.get("p1")).hasMessage(expected);
        assertThatThrownBy(() -> view.getAll(List.of(Key.of("p1")))).hasMessage(expected);
        assertThatThrownBy(view::columns).hasMessage(expected);
        assertThat(view.freshness().status()).isEqualTo(ViewState.STARTING);
        assertThat(view.awaitIncludes(0, 5, Duration.ZERO)).isFalse();

        member.write("view.young.1", "p1", row("young", 1, "p1", 1L, 1L));
        member.write(serving("young", 1, PRODUCT_COLUMNS, "product_id"));
        await().ignoreExceptions().until(() -> view.get("p1").isPresent());
    }

    @Test
    void a_halted_view_goes_on_answering() {
        ViewStatus running = serving("stuck", 1, PRODUCT_COLUMNS, "product_id");
        member.write(withStatus(running, ViewStatus.HALTED, "records expired", running.map()));
        member.write(running.map(), "p1", row("stuck", 1, "p1", 1L, 1L));

        assertThat(grid.view("stuck").get("p1")).isPresent();
        assertThat(grid.view("stuck").freshness().status()).isEqualTo(ViewState.HALTED);
        assertThat(grid.view("stuck").freshness().reason()).isEqualTo("records expired");
    }
}
