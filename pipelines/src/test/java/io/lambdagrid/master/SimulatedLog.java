package io.lambdagrid.master;

import io.lambdagrid.kafka.ExactLog;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.kafka.Topics;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A topic in memory: partitions that grow, with the holes that transaction markers leave. */
final class SimulatedLog {
    static final String TOPIC = "orders";
    static final String TOPIC_ID = "t";
    private static final int LONGEST_POLL = 4;

    private final SimulatedArchive world;
    private final List<Partition> partitions = new ArrayList<>();

    /** Offsets of records, ascending. */
    private static final class Partition {
        private final List<Long> offsets = new ArrayList<>();
        private long end;

        boolean holds(long offset) {
            return Collections.binarySearch(offsets, offset) >= 0;
        }
    }

    SimulatedLog(SimulatedArchive world, int partitions) {
        this.world = world;
        for (int i = 0; i < partitions; i++) {
            addPartition();
        }
    }

    void addPartition() {
        partitions.add(new Partition());
    }

    /** Appends a record, or what a transaction leaves. */
    void grow() {
        Partition grown = partitions.get(world.schedule().below(partitions.size()));
        if (world.schedule().below(8) != 0) {
            grown.offsets.add(grown.end);
        }
        grown.end++;
    }

    TopicState state() {
        TreeMap<Integer, TopicState.LogRange> ranges = new TreeMap<>();
        for (int i = 0; i < partitions.size(); i++) {
            long end = partitions.get(i).end;
            ranges.put(i, new TopicState.LogRange(0, end, end));
        }
        return new TopicState(TOPIC, TOPIC_ID, ranges);
    }

    /** Returns the records of one partition within offsets. */
    List<Long> offsets(int partition, long from, long end) {
        return partitions.get(partition).offsets.stream()
                .filter(offset -> offset >= from && offset < end)
                .toList();
    }

    /** Returns the topic as somebody asks after it. */
    Topics topics(SimulatedArchive.Execution who) {
        return new Topics() {
            @Override
            public TopicState inspect(String topic) {
                world.point(who, "inspect the topic");
                if (world.schedule().faultOnceIn(60)) {
                    throw new GridException(GridError.KAFKA_UNREACHABLE, "Kafka is away");
                }
                return state();
            }

            @Override
            public void close() {}
        };
    }

    /** Returns the topic as somebody reads it. */
    ExactLog reading(SimulatedArchive.Execution who) {
        return new Reading(who);
    }

    private final class Reading implements ExactLog {
        private final SimulatedArchive.Execution who;
        private final Map<Integer, Long> positions = new TreeMap<>();

        Reading(SimulatedArchive.Execution who) {
            this.who = who;
        }

        @Override
        public void start(Map<Integer, Long> starts) {
            world.point(who, "start reading at " + starts);
            if (world.schedule().faultOnceIn(60)) {
                throw new GridException(GridError.KAFKA_UNREACHABLE, "Kafka is away");
            }
            positions.putAll(starts);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
            for (int partition : List.copyOf(positions.keySet())) {
                poll(partition, found, next);
            }
            return new ConsumerRecords<>(found, next);
        }

        private void poll(
                int partition,
                Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> found,
                Map<TopicPartition, OffsetAndMetadata> next) {
            long end = partitions.get(partition).end;
            int most = world.schedule().below(LONGEST_POLL);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            long position = position(partition);
            for (; position < end && records.size() < most; position++) {
                if (world.plant() == SimulatedArchive.Plant.READS_BEHIND_ITS_POSITION
                        && records.isEmpty()
                        && world.schedule().below(10) == 0) {
                    continue;
                }
                if (partitions.get(partition).holds(position)) {
                    records.add(record(partition, position));
                }
            }
            positions.put(partition, position);
            if (!records.isEmpty()) {
                TopicPartition key = new TopicPartition(TOPIC, partition);
                found.put(key, records);
                next.put(key, new OffsetAndMetadata(position));
            }
        }

        private ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
            String value = offset % 7 == 3 ? "no JSON" : "{\"quantity\":" + offset + "}";
            return new ConsumerRecord<>(TOPIC, partition, offset, new byte[0], value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long position(int partition) {
            return Objects.requireNonNull(positions.get(partition));
        }

        @Override
        public void requireSameTopic() {
            world.point(who, "ask for the topic's id");
            if (world.schedule().faultOnceIn(60)) {
                throw new GridException(GridError.KAFKA_UNREACHABLE, "Kafka is away");
            }
        }

        @Override
        public void close() {}
    }
}
