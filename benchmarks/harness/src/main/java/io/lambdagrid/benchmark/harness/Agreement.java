package io.lambdagrid.benchmark.harness;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether all rounds of all subjects came to the same answer. Figures of different answers are no figures. */
final class Agreement {
    private Agreement() {}

    /**
     * Returns the answer that all gave.
     *
     * @throws BenchmarkException when two differ
     */
    static Map<String, String> of(List<SubjectRun> runs) {
        Map<String, String> agreed = null;
        String first = "";
        for (SubjectRun run : runs) {
            for (Round round : run.rounds()) {
                if (agreed == null) {
                    agreed = round.answer();
                    first = run.launch().name();
                } else if (!agreed.equals(round.answer())) {
                    throw new BenchmarkException("LG-952  The answers differ, so there is nothing to compare: '" + first
                            + "' says " + agreed + ", '" + run.launch().name() + "' says " + round.answer()
                            + ". Expected the same answer from all; one of them is wrong.");
                }
            }
        }
        return Objects.requireNonNull(agreed);
    }
}
