package io.lambdagrid.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private final SubjectRun ours = Runs.of("ours", Launch.Role.OURS, Runs.RIGHT, 1, 1);

    @Test
    void answer_that_all_gave_is_the_answer() {
        assertThat(Agreement.of(List.of(ours, Runs.of("peer", Launch.Role.PEER, Runs.RIGHT, 1))))
                .isEqualTo(Runs.RIGHT);
    }

    @Test
    void different_answers_are_no_result_and_are_shown() {
        SubjectRun wrong = Runs.of("peer", Launch.Role.PEER, Map.of("rows", "2", "fingerprint", "00fe"), 1);

        assertThatThrownBy(() -> Agreement.of(List.of(ours, wrong)))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageStartingWith("LG-952")
                .hasMessageContaining("'ours'")
                .hasMessageContaining("'peer'")
                .hasMessageContaining("00fe");
    }
}
