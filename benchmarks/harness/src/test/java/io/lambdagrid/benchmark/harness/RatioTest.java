package io.lambdagrid.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static final Offset<Double> TINY = Offset.offset(1e-9);

    private final SubjectRun ours = Runs.of("ours", Launch.Role.OURS, Runs.RIGHT, 4, 8, 2);
    private final SubjectRun fast = Runs.of("fast", Launch.Role.PEER, Runs.RIGHT, 1);
    private final SubjectRun slow = Runs.of("slow", Launch.Role.PEER, Runs.RIGHT, 16);

    @Test
    void peer_that_needs_a_quarter_of_our_time_leaves_us_a_quarter_of_its_throughput() {
        Ratio ratio = Ratio.of(ours, fast);

        assertThat(ratio.throughput()).isCloseTo(0.25, TINY);
        assertThat(ratio.cpu()).isCloseTo(4, TINY);
    }

    @Test
    void each_of_ours_meets_each_peer() {
        assertThat(Ratio.all(List.of(ours, fast, slow)))
                .extracting(Ratio::ours, Ratio::peer)
                .containsExactly(tuple("ours", "fast"), tuple("ours", "slow"));
    }

    @Test
    void rounds_to_warm_up_do_not_count() {
        assertThat(ours.seconds()).isEqualTo(new Spread(2, 4, 8));
        assertThat(ours.recordsPerSecond(800)).isEqualTo(new Spread(100, 200, 400));
    }

    @Test
    void cpu_time_is_told_for_a_million_records() {
        assertThat(ours.cpuSecondsPerMillion(500_000).median()).isCloseTo(16, TINY);
    }
}
