package io.lambdagrid.testing;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic of its own on the shared Kafka, and a producer for it. */
public final class Topic implements AutoCloseable {
    private static final int LARGEST_BYTES = 16 << 20;

    private final String name;
    private final String bootstrapServers;
    private int partitions;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private Topic(String bootstrapServers, int partitions) {
        this.name = "topic-" + UUID.randomUUID();
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static Topic create(String bootstrapServers, int partitions) throws Exception {
        Topic topic = new Topic(bootstrapServers, partitions);
        topic.create();
        return topic;
    }

    private void create() throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        String.valueOf(LARGEST_BYTES),
                        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                        String.valueOf(Long.MAX_VALUE),
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1"));
        admin.createTopics(List.of(topic)).all().get();
    }

    /** Deletes the topic and creates it again, empty. */
    public void recreate() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(name)).all().get();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            create();
            return true;
        });
    }

    public void addPartitions(int more) throws ExecutionException, InterruptedException {
        partitions += more;
        admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                .all()
                .get();
        awaitLogs();
    }

    /**
     * Waits until the broker has a log for each partition. It announces new ones a moment before that; of what a
     * producer sends meanwhile, the first batch can be refused after the second was taken, and then is for ever.
     */
    private void awaitLogs() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> all = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        admin.listOffsets(all).all().get();
    }

    /** Does at once what retention does in time. */
    public void deleteBelow(int partition, long offset) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    /** Returns a producer that has begun a transaction; the caller closes it. */
    public KafkaProducer<byte[], byte[]> transaction() {
        KafkaProducer<byte[], byte[]> transactional = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        transactional.initTransactions();
        transactional.beginTransaction();
        return transactional;
    }

    public String name() {
        return name;
    }

    public int partitions() {
        return partitions;
    }

    public Admin admin() {
        return admin;
    }

    public void send(int partition, @Nullable String value) {
        sendBytes(partition, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public void sendBytes(int partition, byte @Nullable [] bytes) {
        sent.add(producer.send(new ProducerRecord<>(name, partition, null, bytes)));
    }

    /** Sends a record whose producer's clock showed this time. */
    public void send(int partition, Instant time, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(name, partition, time.toEpochMilli(), null, value)));
    }

    /** Returns when everything sent so far is in the log. */
    public void flush() throws ExecutionException, InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
