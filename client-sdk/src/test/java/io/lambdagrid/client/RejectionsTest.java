package io.lambdagrid.client;

import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.WRITTEN_AT;
import static io.lambdagrid.client.TestMember.serving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RejectedRecord;
import io.lambdagrid.client.wire.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private static TestMember member;
    private static LambdaGrid grid;

    @BeforeAll
    static void startMember() {
        member = TestMember.start();
        member.write(serving("revenue_by_product", 3, PRODUCT_COLUMNS, "product_id"));
        member.execute("CREATE OR REPLACE MAPPING lambda_rejected EXTERNAL NAME \"" + GridMaps.REJECTED + "\" ("
                + "dataset VARCHAR EXTERNAL NAME \"this.dataset\","
                + "kafka_partition INTEGER EXTERNAL NAME \"this.partition\","
                + "kafka_offset BIGINT EXTERNAL NAME \"this.offset\","
                + "\"view\" VARCHAR EXTERNAL NAME \"this.view\","
                + "reason VARCHAR EXTERNAL NAME \"this.reason\","
                + "text VARCHAR EXTERNAL NAME \"this.text\","
                + "rejected_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME \"this.rejectedAt\")"
                + " TYPE IMap OPTIONS ('keyFormat'='varchar', 'valueFormat'='compact', 'valueCompactTypeName'='"
                + RejectedRecord.class.getName() + "')");
        grid = LambdaGrid.connect(member.address());
    }

    @AfterAll
    static void stopMember() {
        grid.close();
        member.close();
    }

    @BeforeEach
    void forgetAll() {
        rejected().clear();
        member.<RunRequest>map(GridMaps.REQUESTS).clear();
        member.<Long>map(GridMaps.SERVED).set("orders", 3L);
    }

    @Test
    void entries_are_listed_in_the_order_of_the_log_up_to_the_limit() {
        reject(1, 7, "", "No JSON");
        reject(0, 12, "", "No JSON");
        reject(0, 3, "ratio", "Division by zero");
        reject(0, 3, "average", "Division by zero");

        Rejection first = new Rejection(0, 3, "average", "Division by zero", "{\"id\":3}", WRITTEN_AT.toInstant());
        List<Rejection> all = grid.rejections().list("orders", 10);
        assertThat(all).hasSize(4).startsWith(first);
        assertThat(all)
                .extracting(rejection -> rejection.partition() + "/" + rejection.offset() + "/" + rejection.view())
                .containsExactly("0/3/average", "0/3/ratio", "0/12/", "1/7/");
        assertThat(grid.rejections().list("orders", 1)).containsExactly(first);
        assertThat(grid.rejections().count("orders")).isEqualTo(4);
    }

    @Test
    void a_replay_recomputes_and_tells_of_each_record_once_what_became_of_it() {
        reject(0, 1, "", "No JSON");
        reject(0, 2, "", "Too large");
        reject(0, 3, "", "Too large");
        reject(0, 4, "average", "Division by zero");
        reject(0, 4, "ratio", "Division by zero");
        Replay replay = grid.rejections().replay("orders");
        IMap<String, RunRequest> requests = member.map(GridMaps.REQUESTS);
        RunRequest request = Objects.requireNonNull(requests.get(replay.id()));

        assertThat(request.full()).isTrue();
        assertThat(replay.records()).isEqualTo(4);
        assertThat(replay.await(Duration.ofMillis(30))).isFalse();

        rejected().clear();
        reject(0, 1, "", "No JSON");
        reject(0, 3, "ratio", "Division by zero");
        reject(0, 4, "ratio", "Division by zero");
        reject(0, 99, "", "No JSON");
        requests.set(request.id(), request.startedAs(4).ended(RunRequest.DONE));

        assertThat(replay.await(Duration.ZERO)).isTrue();
        assertThat(replay.outcome()).contains(Replay.DONE);
        assertThat(replay.result().counting()).isEqualTo(1);
        assertThat(replay.result().stillRejected()).isEqualTo(3);
        assertThat(replay.result().remaining())
                .containsExactly(new Replay.Reason("Division by zero", 2), new Replay.Reason("No JSON", 1));
        assertThat(replay.result().isComplete()).isTrue();
    }

    @Test
    void without_rejected_records_nothing_is_asked_for() {
        Replay replay = grid.rejections().replay("orders");

        assertThat(replay.records()).isZero();
        assertThat(replay.outcome()).contains(Replay.DONE);
        assertThat(replay.result()).isEqualTo(new Replay.Result(0, List.of(), true));
        assertThat(member.<RunRequest>map(GridMaps.REQUESTS).isEmpty()).isTrue();
    }

    @Test
    void before_a_view_is_served_it_is_not_known_which_records_are_rejected() {
        member.<Long>map(GridMaps.SERVED).clear();

        assertThatThrownBy(() -> grid.rejections().list("orders", 10))
                .hasMessageStartingWith("LG-412  No view of dataset 'orders' is served yet");
        assertThatThrownBy(() -> grid.rejections().replay("order"))
                .hasMessageStartingWith("LG-103")
                .hasMessageContaining("Did you mean 'orders'?");
    }

    private static IMap<String, RejectedRecord> rejected() {
        return member.map(GridMaps.REJECTED);
    }

    private static void reject(int partition, long offset, String view, String reason) {
        RejectedRecord record = new RejectedRecord(
                "orders", 3, "topic", partition, offset, view, reason, "{\"id\":" + offset + "}", WRITTEN_AT);
        rejected().set(record.key(), record);
    }
}
