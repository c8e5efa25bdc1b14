package io.lambdagrid.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends orders at a pace, each into the partition of its product, and writes the journal. Has a thread of its own. */
final class Orders implements AutoCloseable {
    private static final long HOURS = 3_600_000L;
    private static final int ONE_UNREADABLE_IN = 500;

    private final String topic;
    private final int partitions;
    private final Journal journal;
    private final Random random;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private long sent;
    private volatile boolean goesOn = true;
    private volatile @Nullable Throwable failure;
    private @Nullable Thread thread;

    Orders(String brokers, String topic, int partitions, Journal journal, long seed) {
        this.topic = topic;
        this.partitions = partitions;
        this.journal = journal;
        this.random = new Random(seed);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 600_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200,
                        ProducerConfig.LINGER_MS_CONFIG, 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the partition that holds all records of a product. */
    static int partitionOf(int product, int partitions) {
        return product % partitions;
    }

    /** Sends some orders and waits until the log has them. */
    void send(int records) {
        for (int i = 0; i < records; i++) {
            send();
        }
        producer.flush();
    }

    /** Begins to send at a pace. */
    void start(int recordsPerSecond) {
        long pause = 1_000_000_000L / recordsPerSecond;
        Thread started = new Thread(
                () -> {
                    long next = System.nanoTime();
                    while (goesOn) {
                        send();
                        next += pause;
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                },
                "chaos-orders");
        thread = started;
        started.start();
    }

    private void send() {
        // Few products get much, so that their rows are asked for while they change.
        int product = (int) (journal.products() * Math.pow(random.nextDouble(), 3));
        int partition = partitionOf(product, partitions);
        if (random.nextInt(ONE_UNREADABLE_IN) == 0) {
            send(partition, "{\"product\":", offset -> {});
            unreadable.incrementAndGet();
        }
        long cents = random.nextInt(100_000);
        long late = random.nextInt(10) == 0 ? random.nextInt(72) * HOURS : 0;
        String json = "{\"product\":\"p" + product + "\",\"cents\":" + cents + ",\"ordered_at\":\""
                + Instant.ofEpochMilli(System.currentTimeMillis() - late) + "\"}";
        int index = journal.sending(product, cents, System.nanoTime());
        sent++;
        send(partition, json, offset -> {
            journal.acknowledged(product, index, offset);
            acknowledged.incrementAndGet();
        });
    }

    private void send(int partition, String text, LongConsumer whenAcknowledged) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        // The callback is told what the future would tell.
        var unused = producer.send(new ProducerRecord<>(topic, partition, null, value), (metadata, problem) -> {
            if (problem == null) {
                whenAcknowledged.accept(metadata.offset());
            } else {
                failure = problem;
            }
        });
    }

    /** Stops and returns when the log has everything; the journal is of no use when it does not. */
    void finish() throws InterruptedException {
        goesOn = false;
        Objects.requireNonNull(thread, "started before").join();
        producer.flush();
        if (failure != null || acknowledged.get() != sent) {
            throw new IllegalStateException(
                    "The log has " + acknowledged.get() + " of " + sent + " orders, so nothing can be checked",
                    failure);
        }
    }

    long sent() {
        return sent;
    }

    long unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() {
        goesOn = false;
        producer.close();
    }
}
