package io.lambdagrid.client;

import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchRunsTest {
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

    @Test
    void a_run_is_requested_and_followed_to_its_end() {
        BatchRun run = grid.batch().run("orders");
        IMap<String, RunRequest> requests = member.map(GridMaps.REQUESTS);
        RunRequest request = Objects.requireNonNull(requests.get(run.id()));

        assertThat(request.dataset()).isEqualTo("orders");
        assertThat(request.full()).isFalse();
        assertThat(run.generation()).isEmpty();
        assertThat(run.outcome()).isEmpty();
        assertThat(run.await(Duration.ofMillis(30))).isFalse();

        requests.set(run.id(), request.startedAs(4));
        assertThat(run.generation()).hasValue(4);

        requests.set(run.id(), request.startedAs(4).ended(RunRequest.DONE));
        assertThat(run.await(Duration.ZERO)).isTrue();
        assertThat(run.outcome()).contains(BatchRun.DONE);
    }

    @Test
    void a_recomputation_is_a_request_of_its_own_kind() {
        BatchRun run = grid.batch().recompute("orders");

        IMap<String, RunRequest> requests = member.map(GridMaps.REQUESTS);
        assertThat(Objects.requireNonNull(requests.get(run.id())).full()).isTrue();
    }

    @Test
    void a_run_of_a_missing_dataset_is_refused_with_the_names_there_are() {
        assertThatThrownBy(() -> grid.batch().run("order"))
                .hasMessage(
                        "LG-103  There is no dataset 'order'. Did you mean 'orders'? The cluster has the datasets: orders.");
    }

    @Test
    void a_run_that_the_cluster_forgot_says_so() {
        BatchRun run = grid.batch().run("orders");
        member.map(GridMaps.REQUESTS).delete(run.id());

        assertThatThrownBy(run::outcome)
                .hasMessageStartingWith("LG-103  The cluster does not know the run '" + run.id() + "' any more.");
    }
}
