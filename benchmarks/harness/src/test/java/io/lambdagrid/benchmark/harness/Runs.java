package io.lambdagrid.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports of subjects that never ran. */
final class Runs {
    static final Map<String, String> RIGHT = Map.of("rows", "2", "fingerprint", "00ff");

    private Runs() {}

    /** A subject with one slow round to warm up, and rounds of so many seconds, each with twice the CPU time. */
    static SubjectRun of(String name, Launch.Role role, Map<String, String> answer, double... seconds) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(new Round("warm-up", 1000, 1000, 0, answer));
        for (double each : seconds) {
            rounds.add(new Round("run", each, 2 * each, 0.1, answer));
        }
        Launch launch = new Launch(name, role, "all", "a.Main", "a.jar", List.of("-Da=b"), Map.of("threads", "2"));
        return new SubjectRun(launch, Map.of("product", "1.0"), 2.5, rounds);
    }
}
