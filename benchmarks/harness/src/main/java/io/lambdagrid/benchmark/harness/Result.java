package io.lambdagrid.benchmark.harness;

import java.util.List;
import java.util.Map;

/** A benchmark's result, as it is written to a JSON file. */
record Result(
        String benchmark,
        String measures,
        String startedAt,
        String command,
        String commit,
        Machine machine,
        Map<String, Object> workload,
        int warmUps,
        int runs,
        Map<String, String> answer,
        List<SubjectResult> subjects,
        List<Ratio> ratios) {
    /** One subject's part. */
    record SubjectResult(
            String name,
            String role,
            String includes,
            Map<String, String> versions,
            String jvmFlags,
            double load,
            Spread seconds,
            Spread recordsPerSecond,
            Spread cpuSecondsPerMillionRecords,
            Spread gcSeconds,
            List<Round> rounds) {
        static SubjectResult of(SubjectRun run, RoundsWanted wanted, long records) {
            return new SubjectResult(
                    run.launch().name(),
                    run.launch().role().name(),
                    run.launch().includes(),
                    run.versions(),
                    String.join(" ", run.launch().jvmFlags(wanted)),
                    run.load(),
                    run.seconds(),
                    run.recordsPerSecond(records),
                    run.cpuSecondsPerMillion(records),
                    run.gcSeconds(),
                    run.rounds());
        }
    }
}
