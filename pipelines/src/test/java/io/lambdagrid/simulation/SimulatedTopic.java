package io.lambdagrid.simulation;

import io.lambdagrid.kafka.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A topic of orders in memory; some offsets hold no record. */
public final class SimulatedTopic {
    public static final String NAME = "orders";
    public static final String ID = "t";
    private static final int PRODUCTS = 3;

    private final List<List<Order>> partitions = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();

    /** A record; its quantity tells it from all others. */
    public record Order(int partition, long offset, String product, long quantity) {
        public Object[] row() {
            return new Object[] {product, quantity};
        }
    }

    public SimulatedTopic(int partitions) {
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayList<>());
            ends.add(0L);
        }
    }

    /** Appends a record, or what a transaction leaves. */
    public void grow(Schedule schedule) {
        int partition = schedule.below(partitions.size());
        long offset = ends.get(partition);
        if (!schedule.onceIn(10)) {
            long quantity = 1 + (offset * 31 + partition * 17L) % 97;
            partitions.get(partition).add(new Order(partition, offset, "p" + schedule.below(PRODUCTS), quantity));
        }
        ends.set(partition, offset + 1);
    }

    public int partitions() {
        return partitions.size();
    }

    public long end(int partition) {
        return ends.get(partition);
    }

    /** Returns the records of one partition within offsets. */
    public List<Order> orders(int partition, long from, long end) {
        List<Order> found = new ArrayList<>();
        for (Order order : partitions.get(partition)) {
            if (order.offset() >= from && order.offset() < end) {
                found.add(order);
            }
        }
        return found;
    }

    public TopicState state() {
        TreeMap<Integer, TopicState.LogRange> ranges = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            ranges.put(i, new TopicState.LogRange(0, ends.get(i), ends.get(i)));
        }
        return new TopicState(NAME, ID, ranges);
    }
}
