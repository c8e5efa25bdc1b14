package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final String VIEW = "revenue_by_product";

    @Test
    void an_address_where_nobody_listens_is_told_within_the_timeout() {
        String address = "127.0.0.1:" + TestMember.freePort();

        assertUnreachable(
                LambdaGrid.builder().addresses(address),
                "LG-304  No member of the cluster 'lambda-grid' answered at " + address
                        + " within 2 s. Check that a node runs"
                        + " there and that its cluster has this name, or connect to other addresses.");
    }

    @Test
    void an_address_where_somebody_listens_but_never_answers_is_told_within_the_timeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();

            assertUnreachable(
                    LambdaGrid.builder().addresses(address, "127.0.0.1:" + TestMember.freePort()),
                    "LG-304  No member of the cluster 'lambda-grid' answered at " + address + ", ");
        }
    }

    @Test
    void a_cluster_of_another_name_is_told_within_the_timeout() {
        try (TestMember member = TestMember.start()) {
            assertUnreachable(
                    LambdaGrid.builder().addresses(member.address()).clusterName("other"),
                    "LG-304  No member of the cluster 'other' answered at " + member.address() + " within 2 s.");
        }
    }

    private static void assertUnreachable(LambdaGridBuilder builder, String message) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(2)).connect())
                .isInstanceOf(LambdaGridException.class)
                .hasMessageStartingWith(message)
                .extracting(failure -> ((LambdaGridException) failure).error())
                .isEqualTo(ErrorCode.GRID_UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> LambdaGrid.connect("localhost"))
                .hasMessage("LG-120  'localhost' is not an address. Expected HOST:PORT, such as '127.0.0.1:5701'.");
        assertThatThrownBy(() -> LambdaGrid.connect("localhost:70000")).hasMessageContaining("is not an address");
        assertThatThrownBy(LambdaGrid::connect).hasMessageStartingWith("LG-120  No address is given.");
        assertThatThrownBy(
                        () -> LambdaGrid.builder().timeout(Duration.ofMillis(5)).connect())
                .hasMessage("LG-120  The timeout of 5 ms is too short. Expected one second or more.");
        assertThatThrownBy(() -> LambdaGrid.builder().clusterName(" ").connect())
                .hasMessageStartingWith("LG-120  The name of the cluster is blank.");
    }

    @Test
    void the_connection_outlives_the_cluster() {
        TestMember first = memberWithRow();
        try (LambdaGrid grid = LambdaGrid.builder()
                .addresses(first.address())
                .timeout(Duration.ofSeconds(2))
                .connect()) {
            View<Row> view = grid.view(VIEW);
            assertThat(view.get("p1")).isPresent();
            first.close();

            assertThatThrownBy(() -> view.get("p1")).hasMessageStartingWith("LG-304  No member of the cluster");

            try (TestMember second = TestMember.start(first.port())) {
                fill(second);
                await().ignoreExceptions()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> view.get("p1").isPresent());
            }
        }
    }

    @Test
    void after_closing_every_call_says_so_and_closing_again_does_nothing() {
        try (TestMember member = memberWithRow()) {
            LambdaGrid grid = LambdaGrid.connect(member.address());
            View<Row> view = grid.view(VIEW);
            view.get("p1");
            grid.close();
            grid.close();
            String closed = "LG-120  This connection was closed. Connect again to go on.";

            assertThatThrownBy(() -> view.get("p1")).hasMessage(closed);
            assertThatThrownBy(() -> view.getAsync("p1").toCompletableFuture().join())
                    .hasMessageContaining(closed);
            assertThatThrownBy(() -> view.getAll(List.of(Key.of("p1")))).hasMessage(closed);
            assertThatThrownBy(view::freshness).hasMessage(closed);
            assertThatThrownBy(() -> grid.view(VIEW)).hasMessage(closed);
            assertThatThrownBy(() -> grid.sql("SELECT 1")).hasMessage(closed);
        }
    }

    private static TestMember memberWithRow() {
        TestMember member = TestMember.start();
        fill(member);
        return member;
    }

    private static void fill(TestMember member) {
        member.write("view.revenue_by_product.3", "p1", row(VIEW, 3, "p1", 1L, 1L));
        member.write(serving(VIEW, 3, PRODUCT_COLUMNS, "product_id"));
    }
}
