package io.lambdagrid.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What happens when, drawn from a seed: the same seed gives the same schedule. */
record Schedule(List<Event> events) {
    private static final long SHORTEST_GAP_MILLIS = 1_000;
    private static final long LONGEST_GAP_MILLIS = 6_000;

    /** A node that has come back is given its share of the rows before the next may leave. */
    private static final long REST_OF_NODES_MILLIS = 15_000;

    private static final long REST_OF_SERVERS_MILLIS = 2_000;

    /**
     * Something that happens.
     *
     * @param node which node is meant, where one is drawn
     */
    record Event(Fault fault, Duration at, Duration lasts, int node) {
        Duration end() {
            return at.plus(lasts);
        }

        @Override
        public String toString() {
            String length = lasts.isZero() ? "" : " for " + lasts.toMillis() + " ms";
            return at.toMillis() + " ms " + fault + length;
        }
    }

    /** @param faults which can be made here */
    static Schedule draw(long seed, Duration length, int nodes, Set<Fault> faults) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        Map<Fault.Target, Long> freeFrom = new EnumMap<>(Fault.Target.class);
        long at = 0;
        while (true) {
            at += SHORTEST_GAP_MILLIS + random.nextLong(LONGEST_GAP_MILLIS - SHORTEST_GAP_MILLIS);
            Event event = event(random, Duration.ofMillis(at), nodes, faults);
            if (event.end().compareTo(length) > 0) {
                return new Schedule(List.copyOf(events));
            }
            Fault.Target target = event.fault().target();
            if (target == Fault.Target.NOTHING || at >= freeFrom.getOrDefault(target, 0L)) {
                events.add(event);
                long rest = target == Fault.Target.NODE ? REST_OF_NODES_MILLIS : REST_OF_SERVERS_MILLIS;
                freeFrom.put(target, event.end().toMillis() + rest);
            }
        }
    }

    private static Event event(Random random, Duration at, int nodes, Set<Fault> faults) {
        int total = faults.stream().mapToInt(Fault::weight).sum();
        int drawn = random.nextInt(total);
        int node = random.nextInt(nodes);
        for (Fault fault : new TreeSet<>(faults)) {
            drawn -= fault.weight();
            if (drawn < 0) {
                int span = 1_000 * (fault.longestSeconds() - fault.shortestSeconds());
                long lasts = 1_000L * fault.shortestSeconds() + (span == 0 ? 0 : random.nextInt(span));
                return new Event(fault, at, Duration.ofMillis(lasts), node);
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }
}
