package io.lambdagrid.client;

import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.ViewDifference.RowDifference;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewComparison;
import io.lambdagrid.client.wire.ViewRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final String SQL = "SELECT product_id, COUNT(*) AS orders FROM orders GROUP BY product_id";

    private static TestMember member;
    private static LambdaGrid grid;

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        member.write(serving("revenue_by_product", 3, PRODUCT_COLUMNS, "product_id"));
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @BeforeEach
    void forgetRequests() {
        requests().clear();
    }

    @Test
    void a_change_is_requested_and_followed_to_its_end() {
        ViewChange change = grid.views().apply("orders_by_product", SQL);

        ViewRequest request = Objects.requireNonNull(requests().get(change.id()));
        assertThat(request.kind()).isEqualTo(ViewRequest.APPLY);
        assertThat(request.view()).isEqualTo("orders_by_product");
        assertThat(request.sql()).isEqualTo(SQL);
        assertThat(change.outcome()).isEmpty();
        assertThat(change.await(Duration.ofMillis(30))).isFalse();

        requests().set(change.id(), request.over("orders").takenOver().ended(ViewRequest.DONE));
        assertThat(change.await(Duration.ZERO)).isTrue();
        assertThat(change.outcome()).contains(ViewChange.DONE);
    }

    @Test
    void a_difference_is_awaited_and_told_with_its_rows() {
        CompletableFuture<ViewDifference> difference = CompletableFuture.supplyAsync(
                () -> grid.views().diff("revenue_by_product", SQL, Duration.ofSeconds(20)));
        ViewRequest request = awaitRequest();
        assertThat(request.kind()).isEqualTo(ViewRequest.COMPARE);
        member.<ViewComparison>map(GridMaps.COMPARISONS)
                .set(request.id(), comparison(request.id(), 2, new String[] {"p1"}));
        requests().set(request.id(), request.ended(ViewRequest.DONE));

        ViewDifference found = difference.join();
        assertThat(found.view()).isEqualTo("revenue_by_product");
        assertThat(found.isEmpty()).isFalse();
        assertThat(found.rowsChanged()).isEqualTo(2);
        assertThat(found.examples()).containsExactly(new RowDifference("p1", "orders=1", "orders=2"));
    }

    @Test
    void a_definition_that_is_refused_says_why() {
        CompletableFuture<ViewDifference> difference = CompletableFuture.supplyAsync(
                () -> grid.views().diff("revenue_by_product", "SELEC", Duration.ofSeconds(20)));
        ViewRequest request = awaitRequest();
        requests().set(request.id(), request.ended("LG-101  There is no SELECT."));

        assertThatThrownBy(difference::join).hasMessageContaining("LG-101  There is no SELECT.");
    }

    @Test
    void a_view_that_is_not_there_cannot_be_dropped_nor_a_dataset_gone_back() {
        assertThatThrownBy(() -> grid.views().drop("revenue_by_prodct"))
                .hasMessageStartingWith("LG-103")
                .hasMessageContaining("Did you mean 'revenue_by_product'?");
        assertThatThrownBy(() -> grid.views().rollback("order"))
                .hasMessageStartingWith("LG-103")
                .hasMessageContaining("Did you mean 'orders'?");
        assertThat(requests().isEmpty()).isTrue();
    }

    private static ViewRequest awaitRequest() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !requests().isEmpty());
        return requests().values().iterator().next();
    }

    private static ViewComparison comparison(String id, long changed, String[] keys) {
        return new ViewComparison(
                id,
                3,
                "topicid:0=100",
                10,
                10,
                10 - changed,
                changed,
                0,
                0,
                "",
                "",
                keys,
                new String[] {"orders=1"},
                new String[] {"orders=2"});
    }

    private static IMap<String, ViewRequest> requests() {
        return member.map(GridMaps.VIEW_REQUESTS);
    }
}
