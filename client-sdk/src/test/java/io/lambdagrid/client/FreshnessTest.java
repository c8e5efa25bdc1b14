package io.lambdagrid.client;

import static io.lambdagrid.client.ProductRows.row;
import static io.lambdagrid.client.TestMember.FRESH_TO;
import static io.lambdagrid.client.TestMember.PRODUCT_COLUMNS;
import static io.lambdagrid.client.TestMember.serving;
import static io.lambdagrid.client.TestMember.withStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshnessTest {
    private static final String VIEW = "revenue_by_product";
    private static final String DATASET = "orders";

    private TestMember member;
    private LambdaGrid grid;

    @BeforeEach
    void startMember() {
        member = TestMember.start();
        member.write(serving(VIEW, 3, PRODUCT_COLUMNS, "product_id"));
        member.write("view.revenue_by_product.3", "p1", row(VIEW, 3, "p1", 1L, 1L));
        grid = LambdaGrid.connect(member.address());
    }

    @AfterEach
    void stopMember() {
        grid.close();
        member.close();
    }

    @Test
    void freshness_says_from_when_on_rows_are_kept() {
        OffsetDateTime from = OffsetDateTime.parse("2026-01-01T00:00:00Z");
        ViewStatus status = new ViewStatus(
                "revenue",
                "",
                "orders",
                ViewStatus.SERVING,
                "",
                3,
                3,
                "",
                "",
                "",
                "id:",
                "id:",
                null,
                0,
                from,
                12,
                ViewStatus.KEEP,
                from);
        assertThat(Freshness.of(status, Optional.empty()).retainedFrom()).contains(from.toInstant());
        assertThat(Freshness.of(status.incomplete("", from), Optional.empty()).retainedFrom())
                .contains(from.toInstant());
    }

    @Test
    void freshness_tells_how_far_the_answers_reach() {
        Freshness freshness = grid.view(VIEW).freshness();

        assertThat(freshness)
                .isEqualTo(new Freshness(
                        3,
                        ViewState.SERVING,
                        "",
                        Map.of(0, 100L, 1, 200L),
                        Map.of(0, 110L, 1, 200L),
                        7,
                        Optional.of(FRESH_TO.toInstant()),
                        Optional.empty()));
        assertThat(freshness.age(clockAt("2026-01-31T12:00:00Z"))).contains(Duration.ofSeconds(2));
        assertThat(freshness.age(clockAt("2026-01-31T11:59:00Z"))).contains(Duration.ZERO);
    }

    @Test
    void the_progress_of_the_serving_generation_is_newer_than_the_status() {
        member.write(DATASET, 3, progress(150, 260));
        member.write(DATASET, 4, progress(999, 999));

        Freshness freshness = grid.view(VIEW).freshness();

        assertThat(freshness.appliedCoverage()).isEqualTo(Map.of(0, 150L, 1, 260L));
        assertThat(freshness.lagRecords()).isEqualTo(1000 - 150 + 1000 - 260);
        assertThat(freshness.freshTo()).isEmpty();
        assertThat(freshness.age(Clock.systemUTC())).isEmpty();
    }

    @Test
    void a_record_is_included_from_the_offset_after_it_on() {
        member.write(DATASET, 3, progress(150, 260));
        View<Row> view = grid.view(VIEW);

        assertThat(view.awaitIncludes(0, 149, Duration.ZERO)).isTrue();
        assertThat(view.awaitIncludes(0, 150, Duration.ZERO)).isFalse();
        assertThat(view.awaitIncludes(1, 259, Duration.ZERO)).isTrue();
        assertThat(view.awaitIncludes(7, 0, Duration.ofMillis(30))).isFalse();
    }

    @Test
    void waiting_ends_when_the_record_is_applied() {
        member.write(DATASET, 3, progress(150, 260));
        CompletableFuture<Boolean> included =
                CompletableFuture.supplyAsync(() -> grid.view(VIEW).awaitIncludes(0, 150, Duration.ofSeconds(30)));
        assertThat(included).isNotDone();

        member.write(DATASET, 3, progress(151, 260));

        assertThat(included).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void what_another_generation_has_applied_does_not_count() {
        member.write(DATASET, 3, progress(150, 260));
        member.write(DATASET, 4, progress(999, 999));

        assertThat(grid.view(VIEW).awaitIncludes(0, 150, Duration.ofMillis(50))).isFalse();
    }

    @Test
    void waiting_for_a_view_that_lost_rows_is_refused() {
        ViewStatus status = serving(VIEW, 3, PRODUCT_COLUMNS, "product_id");
        member.write(withStatus(status, ViewStatus.INCOMPLETE, "a member was lost", status.map()));
        member.write(DATASET, 3, progress(150, 260));

        assertThatThrownBy(() -> grid.view(VIEW).awaitIncludes(0, 1, Duration.ofSeconds(30)))
                .hasMessageStartingWith("LG-410");
    }

    private static Progress progress(long applied0, long applied1) {
        return new Progress(
                "topicid",
                new int[] {0, 1},
                new long[] {applied0, applied1},
                new long[] {applied0, applied1},
                new long[] {1000, 1000},
                0);
    }

    private static Clock clockAt(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }
}
