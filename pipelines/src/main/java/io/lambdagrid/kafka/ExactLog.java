package io.lambdagrid.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Partitions of one topic, read from given positions: each committed record once, in the order of its partition; what
 * {@link ExactConsumer} does. Confined to one thread.
 */
public interface ExactLog extends AutoCloseable {
    /**
     * Begins to read partitions, beside those already being read.
     *
     * @param starts partition to the first offset to read
     * @throws io.lambdagrid.view.GridException when they cannot be read, now or ever; nothing has changed then
     */
    void start(Map<Integer, Long> starts);

    /**
     * Returns the next records, or none when {@code timeout} has passed first.
     *
     * @throws io.lambdagrid.view.GridException when records that are needed are gone
     */
    ConsumerRecords<byte[], byte[]> poll(Duration timeout);

    /** Returns the next offset that {@link #poll} will return of this partition. */
    long position(int partition);

    /**
     * Makes sure that what was read so far belongs to our topic.
     *
     * @throws io.lambdagrid.view.GridException when it does not, or when nobody can say
     */
    void requireSameTopic();

    @Override
    void close();
}
