package io.lambdagrid.node.demo;

import io.lambdagrid.stack.shop.OrderGenerator;
import io.lambdagrid.stack.shop.ShopRecord;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the shop's records to a topic and tells which of them Kafka acknowledged. One thread sends; {@link #ends} may
 * be asked by any.
 */
final class OrderProducer implements AutoCloseable {
    private static final int LINGER_MILLIS = 5;
    private static final int BATCH_BYTES = 256 * 1024;

    private final String topic;
    private final OrderGenerator generator;
    private final Clock clock;
    private final Acknowledgements acknowledgements;
    private final Producer<byte[], byte @Nullable []> kafka;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    OrderProducer(String bootstrapServers, String topic, OrderGenerator generator, Acknowledgements acknowledgements) {
        this.topic = topic;
        this.generator = generator;
        this.clock = Clock.systemUTC();
        this.acknowledgements = acknowledgements;
        this.kafka = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends so many records; returns when they are on their way. */
    void send(long count) {
        for (long sent = 0; sent < count; sent++) {
            ShopRecord record = generator.next(clock.instant());
            // The callback hears of the outcome.
            Future<RecordMetadata> unused = kafka.send(
                    new ProducerRecord<>(topic, record.key(), record.value()),
                    (metadata, exception) -> answered(record, metadata, exception));
        }
        throwIfFailed();
    }

    /** Returns when everything sent is acknowledged. */
    void flush() {
        kafka.flush();
        throwIfFailed();
    }

    /** Returns the end of the log by partition, as far as it is acknowledged. */
    Map<Integer, Long> ends() {
        return Map.copyOf(ends);
    }

    private void answered(ShopRecord record, RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure.compareAndSet(null, exception);
            return;
        }
        try {
            acknowledgements.acknowledged(record, metadata.partition(), metadata.offset());
            ends.put(metadata.partition(), metadata.offset() + 1);
        } catch (RuntimeException e) {
            // Kafka would log it and go on.
            failure.compareAndSet(null, e);
        }
    }

    private void throwIfFailed() {
        Exception cause = failure.get();
        if (cause != null) {
            // Whether that record is in the log is unknown, so nobody could say what the right answer is.
            throw new DemoException("What became of a record is unknown: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
