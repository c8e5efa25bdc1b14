package io.lambdagrid.kafka;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
public final class ExactConsumer implements ExactLog {
    private static final long CHECK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_WITHOUT_ANSWER_NANOS = Duration.ofSeconds(5).toNanos();

    private final KafkaSettings settings;
    private final String topic;
    private final String topicId;
    private final TopicInspector inspector;
    private final SortedMap<Integer, Long> positions = new TreeMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, Long> logEnds = new HashMap<>();
    private long nextCheckNanos;

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
    @Override
    public void start(Map<Integer, Long> starts) {
        TopicState state = inspector.inspect(topic);
        checkSameTopic(state);
        starts.forEach((partition, start) -> checkReadable(state, partition, start));
        learnLogEnds(state);
        nextCheckNanos = System.nanoTime() + CHECK_INTERVAL_NANOS;
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
    @Override
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
        } catch (LogTruncationException e) {
            checkSameTopic(inspector.inspect(topic));
            throw truncated(e);
        } catch (OffsetOutOfRangeException | NoOffsetForPartitionException e) {
            TopicState state = inspector.inspect(topic);
            checkSameTopic(state);
            positions.forEach((partition, position) -> checkReadable(state, partition, position));
            assign();
            return ConsumerRecords.empty();
        }
    }

    private GridException truncated(LogTruncationException e) {
        TopicPartition partition = e.offsetOutOfRangePartitions().keySet().stream()
                .min(Comparator.comparingInt(TopicPartition::partition))
                .orElseThrow();
        OffsetAndMetadata same = e.divergentOffsets().get(partition);
        return new GridException(
                GridError.LOG_TRUNCATED,
                "Topic '" + topic + "', partition " + partition.partition() + ": it was read up to offset "
                        + position(partition.partition()) + ", but the log has lost records that were read"
                        + (same == null ? "" : " from offset " + same.offset() + " on")
                        + ", and has others in their place.",
                e);
    }

    /** Looks every second whether the topic was replaced; an answer that does not come is no answer. */
    private void checkNowAndThen() {
        if (System.nanoTime() - nextCheckNanos < 0) {
            return;
        }
        try {
            TopicState state = inspector.inspect(topic);
            checkSameTopic(state);
            learnLogEnds(state);
            nextCheckNanos = System.nanoTime() + CHECK_INTERVAL_NANOS;
        } catch (GridException e) {
            nextCheckNanos = System.nanoTime() + PAUSE_WITHOUT_ANSWER_NANOS;
            if (e.error() != GridError.KAFKA_UNREACHABLE) {
                throw e;
            }
        }
    }

    private void learnLogEnds(TopicState state) {
        state.partitions().forEach((partition, range) -> logEnds.put(partition, range.logEnd()));
    }

    /**
     * Makes sure that what was read so far belongs to our topic.
     *
     * @throws GridException {@code TOPIC_RECREATED}, {@code TOPIC_MISSING}, or {@code KAFKA_UNREACHABLE} when nobody
     *     can say
     */
    @Override
    public void requireSameTopic() {
        checkSameTopic(inspector.inspect(topic));
    }

    /** Returns the next offset that {@link #poll} will return of this partition. */
    @Override
    public long position(int partition) {
        Long position = positions.get(partition);
        if (position == null) {
            throw new IllegalArgumentException("Partition " + partition + " is not being read");
        }
        return position;
    }

    /**
     * Returns the end of the log as last heard of, or empty before the first answer. Records of open transactions count
     * after a second: until these end, nobody can say that he has read everything.
     */
    public OptionalLong logEnd(int partition) {
        if (consumer == null) {
            return OptionalLong.empty();
        }
        OptionalLong lag = consumer.currentLag(partition(partition));
        return lag.isPresent()
                ? OptionalLong.of(Math.max(position(partition) + lag.getAsLong(), logEnds.getOrDefault(partition, 0L)))
                : OptionalLong.empty();
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
