package io.lambdagrid.master;

import io.lambdagrid.kafka.ExactLog;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.kafka.Topics;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of some partitions into closed files, one after the other.
 *
 * <p>What it has handed over counts as done; everything after that can be thrown away at any time and is read again
 * from Kafka. It begins where the table ends, so there is nothing to save. Confined to one thread.
 */
final class ArchiveWriter implements AutoCloseable {
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(5);

    private final Dataset dataset;
    private final Topics topics;
    private final Function<String, ExactLog> logs;
    private final ArchiveTable table;
    private final PartitionShare share;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final RecordReader reader;

    /** For each of our partitions, the end of what was handed over; empty until the table has answered. */
    private final SortedMap<Integer, Long> handedOver = new TreeMap<>();

    private @Nullable String topicId;
    private @Nullable ExactLog log;
    private @Nullable ArchiveFile file;
    private Instant collectingSince;
    private Instant nextDiscovery = Instant.MIN;

    /**
     * Creates a writer that has read nothing; {@link #close} closes {@code topics}, too.
     *
     * @param logs opens the topic of an id, to read it
     */
    ArchiveWriter(
            Dataset dataset,
            Topics topics,
            Function<String, ExactLog> logs,
            ArchiveTable table,
            PartitionShare share,
            ArchiveSettings settings,
            InstantSource clock) {
        this.dataset = dataset;
        this.topics = topics;
        this.logs = logs;
        this.table = table;
        this.share = share;
        this.settings = settings;
        this.clock = clock;
        this.reader = RecordReader.of(dataset, allColumns(dataset));
        this.collectingSince = clock.instant();
    }

    private static BitSet allColumns(Dataset dataset) {
        BitSet all = new BitSet();
        all.set(0, dataset.columns().size());
        return all;
    }

    /**
     * Does the next bit of work, for about {@code timeout} when there is nothing to do.
     *
     * @return what is to be committed next
     * @throws GridException when Kafka or the file system is away, after which {@link #dropUnfinished} and another step
     *     go on from what was handed over; or when records that are needed are gone
     */
    Optional<ArchivedFile> step(Duration timeout) {
        if (topicId == null) {
            Coverage coverage = table.coverage();
            coverage.ends().forEach((partition, end) -> {
                if (share.includes(partition)) {
                    handedOver.put(partition, end);
                }
            });
            topicId = coverage.topicId();
        }
        ExactLog reading = reading(topicId);
        Optional<ArchivedFile> discovered = discoverNowAndThen(reading);
        if (discovered.isPresent()) {
            return discovered;
        }
        ConsumerRecords<byte[], byte[]> records = reading.poll(timeout);
        Instant now = clock.instant();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            write(record, now);
        }
        return isDue(now) ? handOver(reading) : Optional.empty();
    }

    private ExactLog reading(String id) {
        if (log == null) {
            ExactLog opened = logs.apply(id);
            try {
                opened.start(handedOver);
            } catch (GridException e) {
                opened.close();
                throw e;
            }
            log = opened;
        }
        return log;
    }

    /**
     * Takes in partitions that were added to the topic; their start is committed before anything that follows it. They
     * begin at 0: those the topic had before the archive first looked are in the coverage already.
     */
    private Optional<ArchivedFile> discoverNowAndThen(ExactLog reading) {
        Instant now = clock.instant();
        if (now.isBefore(nextDiscovery)) {
            return Optional.empty();
        }
        nextDiscovery = now.plus(DISCOVERY_INTERVAL);
        Map<Integer, Long> starts = new HashMap<>();
        inspect()
                .ifPresent(topic -> topic.partitions().forEach((partition, range) -> {
                    if (share.includes(partition) && !handedOver.containsKey(partition)) {
                        starts.put(partition, 0L);
                    }
                }));
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        reading.start(starts);
        handedOver.putAll(starts);
        return Optional.of(ArchivedFile.withoutFile(CoverageAdvance.ofNewPartitions(starts)));
    }

    /** A broker that is away has no new partitions; reading from it says what is wrong. */
    private Optional<TopicState> inspect() {
        try {
            return Optional.of(topics.inspect(dataset.topic()))
                    .filter(topic -> topic.id().equals(topicId));
        } catch (GridException e) {
            if (e.error() == GridError.KAFKA_UNREACHABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void write(ConsumerRecord<byte[], byte[]> record, Instant now) {
        if (file == null) {
            file = table.newFile();
            collectingSince = now;
        }
        byte @Nullable [] value = record.value();
        @Nullable Object[] row;
        try {
            row = reader.read(value);
        } catch (UnreadableRecordException e) {
            file.reject(record.partition(), record.offset(), now, String.valueOf(e.getMessage()), value);
            return;
        }
        file.accept(record.partition(), record.offset(), now, row, value);
    }

    private boolean isDue(Instant now) {
        boolean old = !now.isBefore(collectingSince.plus(settings.rollAfter()));
        return old || (file != null && file.lengthBytes() >= settings.rollBytes());
    }

    /**
     * Closes the file; its offsets are those between positions, so that transaction markers leave no holes. What was
     * read is of our topic if the topic is ours still.
     */
    private Optional<ArchivedFile> handOver(ExactLog reading) {
        collectingSince = clock.instant();
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        handedOver.forEach((partition, from) -> {
            long end = reading.position(partition);
            if (end > from) {
                ranges.put(partition, new OffsetRange(from, end));
            }
        });
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        reading.requireSameTopic();
        CoverageAdvance advance = CoverageAdvance.of(ranges);
        ArchivedFile archived =
                file == null ? ArchivedFile.withoutFile(advance) : ArchivedFile.of(file.close(), advance);
        file = null;
        ranges.forEach((partition, range) -> handedOver.put(partition, range.end()));
        return Optional.of(archived);
    }

    /** Forgets everything that was not handed over. */
    void dropUnfinished() {
        if (file != null) {
            file.abandon();
            file = null;
        }
        if (log != null) {
            log.close();
            log = null;
        }
    }

    @Override
    public void close() {
        dropUnfinished();
        topics.close();
    }
}
