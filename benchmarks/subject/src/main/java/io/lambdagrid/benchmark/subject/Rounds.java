package io.lambdagrid.benchmark.subject;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs a subject in this JVM: some rounds to warm up, then those that count. Each line of the protocol begins with
 * {@value #MARK}, so that whatever else a product prints does no harm. Exits with 1 when the subject fails.
 */
public final class Rounds {
    /** Begins each line that is meant for the harness; JSON follows. */
    public static final String MARK = "@benchmark ";

    /** The parameter that says how many rounds do not count. */
    public static final String WARM_UPS = "warm-ups";

    /** The parameter that says how many rounds count. */
    public static final String RUNS = "runs";

    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final PrintStream out;

    private Rounds(PrintStream out) {
        this.out = out;
    }

    /** Makes a subject. */
    @FunctionalInterface
    public interface Factory {
        /** Makes it; starting up may take its time, it is not measured. */
        Subject create(Parameters parameters) throws Exception;
    }

    /** The body of a subject's main method. */
    public static void main(String[] arguments, Factory factory) {
        int status = 0;
        try {
            Parameters parameters = Parameters.parse(arguments);
            try (Subject subject = factory.create(parameters)) {
                new Rounds(System.out).run(subject, parameters);
            }
        } catch (Exception e) {
            e.printStackTrace();
            status = 1;
        }
        // Products leave threads behind.
        System.exit(status);
    }

    private void run(Subject subject, Parameters parameters) throws Exception {
        say("{\"versions\":" + object(subject.versions()) + "}");
        int warmUps = parameters.number(WARM_UPS);
        int runs = parameters.number(RUNS);
        for (int round = 0; round < warmUps + runs; round++) {
            say(line(subject, round < warmUps ? "warm-up" : "run"));
        }
    }

    private String line(Subject subject, String phase) throws Exception {
        subject.prepare();
        long cpu = process.getProcessCpuTime();
        long collecting = collectingMillis();
        long start = System.nanoTime();
        subject.work();
        double seconds = (System.nanoTime() - start) / NANOS;
        double cpuSeconds = (process.getProcessCpuTime() - cpu) / NANOS;
        double gcSeconds = (collectingMillis() - collecting) / MILLIS;
        Answer answer = subject.answer();
        return String.format(
                Locale.ROOT,
                "{\"phase\":\"%s\",\"seconds\":%.4f,\"cpuSeconds\":%.4f,\"gcSeconds\":%.3f,\"answer\":"
                        + "{\"rows\":%d,\"orders\":%d,\"revenue\":\"%s\",\"fingerprint\":\"%016x\"}}",
                phase,
                seconds,
                cpuSeconds,
                gcSeconds,
                answer.rows(),
                answer.orders(),
                answer.revenue().toPlainString(),
                answer.fingerprint());
    }

    private static long collectingMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static String object(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":\"" + entry.getValue() + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private void say(String json) {
        out.println(MARK + json);
        out.flush();
    }
}
