package io.lambdagrid.speed;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.kafka.ExactConsumer;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.GridFences;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's share of the topic: partition {@code p} belongs to the reader {@code p mod readers}. Begins at the
 * lowest fence of each partition. Waits for a broker that is away; fails when records are gone. Confined to one thread.
 */
final class LogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PARTITION_CHECK = Duration.ofSeconds(10);

    private final SpeedPlan plan;
    private final Duration pollTimeout;
    private final ExactConsumer consumer;
    private final TopicInspector inspector;
    private final Pulse retry = new Pulse(RETRY);
    private final Pulse partitionCheck = new Pulse(PARTITION_CHECK);
    private final SortedMap<Integer, Long> positions = new TreeMap<>();
    private final Map<Integer, Long> freshToMillis = new HashMap<>();
    private final Fences fences;
    private final FenceTable table;
    private final int index;
    private final int readers;
    private boolean open;
    private boolean complained;

    LogReader(SpeedPlan plan, HazelcastInstance member, int index, int readers) {
        this.plan = plan;
        this.pollTimeout = plan.pace().flushInterval();
        this.consumer = new ExactConsumer(plan.kafka(), plan.dataset().topic(), plan.topicId());
        this.inspector = new TopicInspector(plan.kafka());
        this.fences = new GridFences(member, plan.dataset().name(), plan.base());
        this.table = new FenceTable(fences.partitions());
        this.index = index;
        this.readers = readers;
    }

    FenceTable fences() {
        return table;
    }

    SortedMap<Integer, Long> positions() {
        return positions;
    }

    boolean isOpen() {
        return open;
    }

    /** Begins to read if Kafka answers; otherwise says so once and leaves it to the next call. */
    void tryOpen() {
        try {
            startMissingPartitions();
            if (complained) {
                LOG.info("kafka is back topic={}", plan.dataset().topic());
            }
            open = true;
            complained = false;
        } catch (GridException e) {
            if (e.error() != GridError.KAFKA_UNREACHABLE && e.error() != GridError.TOPIC_MISSING) {
                throw e;
            }
            complain(e);
        }
    }

    private void complain(GridException e) {
        if (!complained) {
            LOG.warn("{}", e.getMessage());
            complained = true;
        }
        while (!retry.isDue()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Picks up partitions that were added to the topic; looks only now and then. */
    void lookForNewPartitions() {
        if (partitionCheck.isDue()) {
            tryOpen();
        }
    }

    private void startMissingPartitions() {
        TopicState state = inspector.inspect(plan.dataset().topic());
        Map<Integer, Long> starts = new TreeMap<>();
        Map<Integer, Fence> current = current();
        for (Integer partition : state.partitions().keySet()) {
            if (partition % readers == index && !positions.containsKey(partition)) {
                starts.put(partition, table.start(partition, current));
            }
        }
        consumer.start(starts);
        positions.putAll(starts);
    }

    private Map<Integer, Fence> current() {
        return fences.all().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, fence -> Fence.parse(fence.getValue())));
    }

    /** Returns the next records; none after one flush interval. */
    ConsumerRecords<byte[], byte[]> poll() {
        long askedAtMillis = System.currentTimeMillis();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(pollTimeout);
        noteTimes(records, askedAtMillis);
        positions.replaceAll((partition, before) -> consumer.position(partition));
        for (Integer partition : positions.keySet()) {
            long position = consumer.position(partition);
            if (consumer.logEnd(partition).orElse(Long.MAX_VALUE) <= position) {
                freshToMillis.merge(partition, askedAtMillis, Math::max);
            }
        }
        return records;
    }

    /**
     * The oldest record of a poll is how fresh a reader that lags behind is: times that are years off are common, and a
     * single one in the future must not make anybody believe that nothing is missing.
     */
    private void noteTimes(ConsumerRecords<byte[], byte[]> records, long nowMillis) {
        for (TopicPartition partition : records.partitions()) {
            long oldest = nowMillis;
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                oldest = Math.min(oldest, record.timestamp());
            }
            freshToMillis.merge(partition.partition(), Math.max(0, oldest), Math::max);
        }
    }

    Report.Read report() {
        return new Report.Read(positions.entrySet().stream()
                .map(position -> new Report.PartitionRead(
                        position.getKey(),
                        position.getValue(),
                        consumer.logEnd(position.getKey()).orElse(position.getValue()),
                        freshToMillis.getOrDefault(position.getKey(), 0L)))
                .toList());
    }

    @Override
    public void close() {
        consumer.close();
        inspector.close();
    }
}
