package io.lambdagrid.benchmark.workload;

import io.lambdagrid.stack.shop.ShopRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The workload as a topic of four partitions, compressed with lz4. */
public final class Backlog {
    private static final short ONE_REPLICA = 1;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LINGER_MILLIS = 50;

    private final String bootstrapServers;
    private final OrdersWorkload workload;

    public Backlog(String bootstrapServers, OrdersWorkload workload) {
        this.bootstrapServers = bootstrapServers;
        this.workload = workload;
    }

    public String topic() {
        return workload.name();
    }

    /** Makes sure that the topic holds the whole workload and nothing else; what is there already is used. */
    public void fill() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            if (admin.listTopics().names().get().contains(topic())) {
                long found = length(admin);
                if (found != workload.records()) {
                    throw new IllegalStateException("The topic '" + topic() + "' holds '" + found
                            + "' records, which an interrupted run has left. Delete the folder with the data.");
                }
                return;
            }
            admin.createTopics(List.of(new NewTopic(topic(), OrdersWorkload.PARTITIONS, ONE_REPLICA)))
                    .all()
                    .get();
        }
        produce();
    }

    private long length(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, OrdersWorkload.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private void produce() {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte @Nullable []> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        LINGER_MILLIS,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Iterator<ShopRecord> records = workload.iterator();
            while (records.hasNext()) {
                ShopRecord record = records.next();
                // The callback hears of the outcome.
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic(), record.key(), record.value()), (at, exception) -> {
                            if (exception != null) {
                                failure.compareAndSet(null, exception);
                            }
                        });
            }
        }
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("A record was not accepted by Kafka: " + cause.getMessage(), cause);
        }
    }
}
