package io.lambdagrid.benchmark.harness;

import java.util.Map;

/**
 * One round of work.
 *
 * @param phase {@code warm-up} or {@code run}
 * @param cpuSeconds of the subject's whole process
 * @param answer what the work came to, for people and for comparison
 */
record Round(String phase, double seconds, double cpuSeconds, double gcSeconds, Map<String, String> answer) {
    Round {
        answer = Map.copyOf(answer);
    }

    boolean counts() {
        return phase.equals("run");
    }
}
