package io.lambdagrid.chaos;

import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.LambdaGrid;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Recomputes the view again and again, so that one generation follows the other while it is read. */
final class Switches {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final int TOLD_ONCE_IN = 50;

    private final LambdaGrid grid;
    private final List<String> findings;
    private final Consumer<String> log;

    Switches(LambdaGrid grid, List<String> findings, Consumer<String> log) {
        this.grid = grid;
        this.findings = findings;
        this.log = log;
    }

    /** Returns when so many generations have been switched to; what goes wrong is a finding. */
    void make(int count) {
        for (int made = 1; made <= count; made++) {
            BatchRun run = grid.batch().recompute(ChaosConfiguration.DATASET);
            if (!run.await(LONGEST_RUN)) {
                findings.add("recomputation " + made + " took longer than " + LONGEST_RUN);
                return;
            }
            run.outcome()
                    .filter(outcome -> !outcome.equals(BatchRun.DONE))
                    .ifPresent(outcome -> findings.add("a recomputation failed: " + outcome));
            if (made % TOLD_ONCE_IN == 0) {
                log.accept(made + " generations switched");
            }
        }
    }
}
