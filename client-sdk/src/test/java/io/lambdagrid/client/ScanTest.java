package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.client.wire.ViewStatus;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScanTest {
    private static final String VIEW = "revenue_by_product";

    private static TestMember member;
    private static LambdaGrid grid;

    record Product(String productId, long orders, BigDecimal revenue) {}

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        member.write(serving(VIEW, 3, PRODUCT_COLUMNS, "product_id"));
        member.write("view.revenue_by_product.3", "p1", row(VIEW, 3, "p1", 10L, 2L));
        member.write("view.revenue_by_product.3", "p2", row(VIEW, 3, "p2", null, 4L));
        member.write("view.revenue_by_product.3", "p3", row(VIEW, 3, "p3", 7L, null));
        member.mapProducts(VIEW, 3);
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @Test
    void all_rows_are_the_same_as_by_key() {
        View<Product> view = grid.view(VIEW, Product.class);
        View<Row> untyped = grid.view(VIEW);

        try (Rows<Product> rows = view.scan();
                Rows<Row> untypedRows = untyped.scan()) {
            assertThat(rows)
                    .containsExactlyInAnyOrder(
                            new Product("p1", 12, new BigDecimal("30.00")),
                            new Product("p2", 4, new BigDecimal("10.00")),
                            new Product("p3", 7, new BigDecimal("17.50")));
            assertThat(untypedRows)
                    .containsExactlyInAnyOrder(
                            untyped.get("p1").orElseThrow(),
                            untyped.get("p2").orElseThrow(),
                            untyped.get("p3").orElseThrow());
        }
    }

    @Test
    void a_condition_is_sql_with_arguments() {
        View<Product> view = grid.view(VIEW, Product.class);

        try (Rows<Product> rows = view.scan("orders > ? AND product_id LIKE 'p%' -- the busy ones", 5)) {
            assertThat(rows.stream().map(Product::productId)).containsExactlyInAnyOrder("p1", "p3");
        }
    }

    @Test
    void a_condition_that_is_none_is_refused() {
        View<Product> view = grid.view(VIEW, Product.class);

        assertThatThrownBy(() -> view.scan("revenu > 5"))
                .isInstanceOf(LambdaGridException.class)
                .hasMessageStartingWith("LG-120")
                .hasMessageContaining("revenu");
    }

    @Test
    void a_view_that_lost_rows_is_not_scanned() {
        ViewStatus whole = serving("lossy", 1, PRODUCT_COLUMNS, "product_id");
        member.mapProducts("lossy", 1);
        member.write(TestMember.withStatus(whole, ViewStatus.INCOMPLETE, "a member was lost", whole.map()));

        assertThatThrownBy(() -> grid.view("lossy").scan()).hasMessageStartingWith("LG-410");
    }
}
