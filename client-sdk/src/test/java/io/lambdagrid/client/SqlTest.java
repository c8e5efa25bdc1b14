package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlTest {
    private static final String VIEW = "revenue_by_product";

    private static TestMember member;
    private static LambdaGrid grid;

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        member.write(serving(VIEW, 3, PRODUCT_COLUMNS, "product_id"));
        for (long i = 1; i <= 3; i++) {
            member.write("view.revenue_by_product.3", "p" + i, row(VIEW, 3, "p" + i, i, null));
        }
        member.mapProducts(VIEW, 3);
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @Test
    void rows_come_with_the_names_and_types_of_their_columns() {
        String query = "SELECT product_id, orders, revenue FROM revenue_by_product WHERE orders >= ? ORDER BY orders";
        try (SqlResult result = grid.sql(query, 2)) {
            assertThat(result.columns())
                    .containsExactly(
                            new Column("product_id", "VARCHAR"),
                            new Column("orders", "BIGINT"),
                            new Column("revenue", "DECIMAL"));
            assertThat(result)
                    .extracting(row -> row.text("product_id"), row -> row.longValue("orders"), row -> row.value(2))
                    .containsExactly(tuple("p2", 2L, new BigDecimal("5.00")), tuple("p3", 3L, new BigDecimal("7.50")));
        }
    }

    @Test
    void null_arguments_and_null_values_are_null() {
        try (SqlResult result = grid.sql("SELECT CAST(? AS BIGINT) AS absent, 1 AS present", (Object) null)) {
            Row row = result.iterator().next();

            assertThat(row.isNull("absent")).isTrue();
            assertThat(row.value("present", Integer.class)).isNotEmpty();
        }
    }

    @Test
    void a_moment_is_a_timestamp_in_utc() {
        try (SqlResult result =
                grid.sql("SELECT CAST(? AS TIMESTAMP) AS moment", Instant.parse("2026-01-31T12:00:00Z"))) {
            Row row = result.iterator().next();

            assertThat(row.timestamp("moment")).isEqualTo(LocalDateTime.parse("2026-01-31T12:00:00"));
            assertThat(row.instant("moment")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        }
    }

    @Test
    void rows_are_gone_through_once() {
        try (SqlResult result = grid.sql("SELECT product_id FROM revenue_by_product")) {
            assertThat(result.stream().count()).isEqualTo(3);
            assertThatThrownBy(result::iterator).hasMessageStartingWith("LG-120  The rows of this result were gone");
        }
    }

    @Test
    void a_statement_without_rows_has_no_columns() {
        try (SqlResult result = grid.sql("-- two\nCREATE OR REPLACE VIEW two AS SELECT 2 AS n")) {
            assertThat(result.columns()).isEmpty();
            assertThat(result).isEmpty();
        }
    }

    @Test
    void the_engines_complaint_is_one_sentence_without_names_of_classes() {
        assertComplaint(
                "SELECT revenu FROM revenue_by_product",
                "LG-120  From line 1, column 8 to line 1, column 13: Column 'revenu' not found in any table.");
        assertComplaint(
                "SELECT * FROM revenue_by_produkt",
                "LG-103  Object 'revenue_by_produkt' not found. See lambda_views for the views there are.");
        assertComplaint("SELECT 1/0", "LG-120  Division by zero.");
        assertComplaint("SELECT FOO(orders) FROM revenue_by_product", "LG-120  Function 'FOO' does not exist.");
        assertComplaint("DROP MAPPING nix", "LG-120  Mapping does not exist: nix.");
    }

    private static void assertComplaint(String query, String message) {
        assertThatThrownBy(() -> {
                    try (SqlResult result = grid.sql(query)) {
                        result.iterator().hasNext();
                    }
                })
                .isInstanceOf(LambdaGridException.class)
                .hasMessage(message);
    }

    @Test
    void a_statement_that_runs_too_long_is_stopped() {
        try (LambdaGrid impatient = LambdaGrid.builder()
                        .addresses(member.address())
                        .statementTimeout(Duration.ofSeconds(1))
                        .connect();
                SqlResult endless = impatient.sql("/* no end */ SELECT v FROM TABLE(generate_stream(10))")) {
            assertThatThrownBy(() -> endless.stream().count())
                    .hasMessage(
                            "LG-120  The statement ran longer than 1 s and was stopped. Narrow it, for example by key,"
                                    + " or connect with a longer statement timeout.");
        }
    }
}
