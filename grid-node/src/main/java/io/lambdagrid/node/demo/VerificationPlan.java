package io.lambdagrid.node.demo;

import java.time.Duration;

/**
 * What is produced and who takes it.
 *
 * @param events how many records in all, half of them before a node starts
 * @param nodes one runs in this process, several in processes of their own
 * @param loss what happens to a node in mid-stream
 */
public record VerificationPlan(long events, long seed, int products, int nodes, Loss loss) {
    /** How many switches have to happen while events flow. */
    static final int SWITCHES = 3;

    /** Below that, the events cannot last for all switches. */
    public static final long LEAST_EVENTS = 10_000;

    private static final Duration ALLOWANCE = Duration.ofMinutes(5);
    private static final long EVENTS_PER_SECOND_AT_LEAST = 1_000;

    /** Whether a node is lost. */
    public enum Loss {
        NONE,
        /** The oldest node is killed after the second generation. */
        OLDEST_NODE
    }

    public VerificationPlan {
        if (events < LEAST_EVENTS) {
            throw new DemoException("'" + events + "' events are too few for " + SWITCHES
                    + " switches while they flow; expected " + LEAST_EVENTS + " or more.");
        }
        if (nodes < 1 || (loss == Loss.OLDEST_NODE && nodes < 2)) {
            throw new DemoException(
                    "'" + nodes + "' nodes are too few; expected at least one, and two when one is to be killed.");
        }
    }

    Duration limit() {
        return ALLOWANCE.plusSeconds(events / EVENTS_PER_SECOND_AT_LEAST);
    }
}
