package io.lambdagrid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs simulations, one seed after the other. A run that fails is replayed at once, with the trace of its steps;
 * {@code -Dsimulation.seed=S} replays it later.
 */
public final class Schedules {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final int IN_ALL = Integer.getInteger("simulation.schedules", 100_000);
    private static final long FIRST_SEED = Long.getLong("simulation.first", 1);
    private static final int TRACE_LINES = Integer.getInteger("simulation.trace", 400);

    private Schedules() {}

    /**
     * Runs a share of the schedules that are asked for.
     *
     * @param percent of {@code -Dsimulation.schedules}
     */
    public static void run(String name, int percent, Consumer<Schedule> simulation) {
        Long seed = Long.getLong("simulation.seed");
        if (seed != null) {
            replay(name, seed, simulation);
            return;
        }
        long count = Math.max(1, (long) IN_ALL * percent / 100);
        long begin = System.nanoTime();
        quietly(() -> {
            for (long i = 0; i < count; i++) {
                runOne(name, FIRST_SEED + i, simulation);
            }
        });
        LOG.info("{}: {} schedules in {} s", name, count, (System.nanoTime() - begin) / 1_000_000_000);
    }

    /** What the product logs of a hundred thousand runs is no news. */
    private static void quietly(Runnable runs) {
        ch.qos.logback.classic.Logger product =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.lambdagrid");
        Level before = product.getLevel();
        product.setLevel(Level.OFF);
        try {
            runs.run();
        } finally {
            product.setLevel(before);
        }
    }

    private static void runOne(String name, long seed, Consumer<Schedule> simulation) {
        try {
            simulation.accept(new Schedule(seed, false));
        } catch (AssertionError | RuntimeException e) {
            replay(name, seed, simulation);
            throw new AssertionError("Seed " + seed + " of " + name + " fails, but not when it is replayed", e);
        }
    }

    private static void replay(String name, long seed, Consumer<Schedule> simulation) {
        Schedule schedule = new Schedule(seed, true);
        try {
            simulation.accept(schedule);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    e.getMessage() + "\nReplay " + name + " with -Dsimulation.seed=" + seed + ". Its steps:\n"
                            + tail(schedule.trace()),
                    e);
        }
    }

    private static String tail(List<String> trace) {
        List<String> last = trace.subList(Math.max(0, trace.size() - TRACE_LINES), trace.size());
        return String.join("\n", last);
    }

    /** Asserts that a simulation with a planted bug fails within so many schedules. */
    public static void assertNoticed(int within, Consumer<Schedule> simulation) {
        AtomicReference<String> noticed = new AtomicReference<>("");
        quietly(() -> noticed.set(findFailure(within, simulation)));
        LOG.info("{}", noticed.get());
        assertThat(noticed.get())
                .as("a planted bug is noticed within %d schedules", within)
                .isNotEmpty();
    }

    private static String findFailure(int within, Consumer<Schedule> simulation) {
        for (int i = 0; i < within; i++) {
            try {
                simulation.accept(new Schedule(FIRST_SEED + i, false));
            } catch (AssertionError e) {
                return "noticed by schedule " + (i + 1) + ": " + firstLine(e);
            }
        }
        return "";
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }
}
