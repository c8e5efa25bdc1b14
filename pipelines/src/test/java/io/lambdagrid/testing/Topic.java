package io.lambdagrid.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic of its own on the shared Kafka, and a producer for it. */
public final class Topic implements AutoCloseable {
    private final String name;
    private final int partitions;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private Topic(String bootstrapServers, int partitions) {
        this.name = "topic-" + UUID.randomUUID();
        this.partitions = partitions;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static Topic create(String bootstrapServers, int partitions) throws Exception {
        Topic topic = new Topic(bootstrapServers, partitions);
        topic.admin
                .createTopics(List.of(new NewTopic(topic.name, partitions, (short) 1)))
                .all()
                .get();
        return topic;
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
