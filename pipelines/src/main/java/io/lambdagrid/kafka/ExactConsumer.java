package io.lambdagrid.kafka;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads some partitions of one topic from given positions: each committed record once, in the order of its partition.
 *
 * <p>A position is the next offset to read. After {@link #poll} returned records, {@link #position} is behind them and
 * behind whatever Kafka keeps between them (transaction markers, aborted records), so that ranges between positions
 * have no holes.
 *
 * <p>Before it reads, it checks that the topic is still the one the positions belong to and that Kafka still has the
 * records; while it reads, a missing record is an error, never a jump. A broker that is away is no error: poll returns
 * nothing until it is back. Confined to one thread.
 */
public final class ExactConsumer implements AutoCloseable {
    private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final KafkaSettings settings;
    private final String topic;
    private final String topicId;
    private final TopicInspector inspector;
    private final SortedMap<Integer, Long> positions = new TreeMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private long checkedAtNanos;

    public ExactConsumer(KafkaSettings settings, String topic, String topicId) {
        this.settings = settings;
        this.topic = topic;
        this.topicId = topicId;
        this.inspector = new TopicInspector(settings);
    }

    /**
     * Begins to read partitions, beside those already being read.
     *
     * @param starts partition to the first offset to read
     * @throws GridException with a {@code KAFKA_UNREACHABLE} or {@code TOPIC_MISSING} that may pass, or with one that
     *     does not: {@code TOPIC_RECREATED}, {@code RECORDS_EXPIRED}, {@code LOG_TRUNCATED}; nothing has changed then
     */
    public void start(Map<Integer, Long> starts) {
        TopicState state = inspector.inspect(topic);
        checkSameTopic(state);
        starts.forEach((partition, start) -> checkReadable(state, partition, start));
        checkedAtNanos = System.nanoTime();
        positions.putAll(starts);
        assign();
    }

    private void assign() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(settings.forConsumer());
        }
        KafkaConsumer<byte[], byte[]> assigned = consumer;
        assigned.assign(positions.keySet().stream().map(this::partition).toList());
        positions.forEach((partition, position) -> assigned.seek(partition(partition), position));
    }

    /**
     * Returns the next records, or none when {@code timeout} has passed first.
     *
     * @throws GridException when records that are needed are gone
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (consumer == null) {
            throw new IllegalStateException("start() comes before poll()");
        }
        if (positions.isEmpty()) {
            return ConsumerRecords.empty();
        }
        checkNowAndThen();
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
            records.nextOffsets().forEach((partition, next) -> positions.put(partition.partition(), next.offset()));
            return records;
        } catch (OffsetOutOfRangeException | NoOffsetForPartitionException e) {
            TopicState state = inspector.inspect(topic);
            checkSameTopic(state);
            positions.forEach((partition, position) -> checkReadable(state, partition, position));
            assign();
            return ConsumerRecords.empty();
        }
    }

    /** Looks every few seconds whether the topic was replaced; an answer that does not come is no answer. */
    private void checkNowAndThen() {
        long now = System.nanoTime();
        if (now - checkedAtNanos < CHECK_INTERVAL_NANOS) {
            return;
        }
        checkedAtNanos = now;
        try {
            checkSameTopic(inspector.inspect(topic));
        } catch (GridException e) {
            if (e.error() != GridError.KAFKA_UNREACHABLE) {
                throw e;
            }
        }
    }

    /** Returns the next offset that {@link #poll} will return of this partition. */
    public long position(int partition) {
        Long position = positions.get(partition);
        if (position == null) {
            throw new IllegalArgumentException("Partition " + partition + " is not being read");
        }
        return position;
    }

    /** Returns the end of the log as last heard of, or empty before the first answer. */
    public OptionalLong logEnd(int partition) {
        if (consumer == null) {
            return OptionalLong.empty();
        }
        OptionalLong lag = consumer.currentLag(partition(partition));
        return lag.isPresent() ? OptionalLong.of(position(partition) + lag.getAsLong()) : OptionalLong.empty();
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private void checkSameTopic(TopicState state) {
        if (!state.id().equals(topicId)) {
            throw new GridException(
                    GridError.TOPIC_RECREATED,
                    "Topic '" + topic + "' was deleted and created again: its id was '" + topicId + "' and is '"
                            + state.id() + "'. Its offsets mean other records now, so nothing more is read from it.");
        }
    }

    private void checkReadable(TopicState state, int partition, long position) {
        TopicState.LogRange range = state.partitions().get(partition);
        if (range == null) {
            throw new GridException(
                    GridError.LOG_TRUNCATED,
                    "Topic '" + topic + "' has no partition " + partition + ", but it was read up to offset " + position
                            + ".");
        }
        if (position < range.start()) {
            throw new GridException(
                    GridError.RECORDS_EXPIRED,
                    "Topic '" + topic + "', partition " + partition + ": Kafka has deleted the records from offset "
                            + position + " to " + (range.start() - 1) + ", which were not read yet.");
        }
        if (position > range.end()) {
            throw new GridException(
                    GridError.LOG_TRUNCATED,
                    "Topic '" + topic + "', partition " + partition + ": the log ends at offset " + range.end()
                            + ", but it was read up to " + position + ". Records that were read are gone.");
        }
    }

    @Override
    public void close() {
        inspector.close();
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            consumer = null;
        }
    }
}
