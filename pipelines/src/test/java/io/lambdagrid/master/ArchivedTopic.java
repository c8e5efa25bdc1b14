package io.lambdagrid.master;

import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of its own on a real broker, and what was acknowledged to be in it: readable records, hostile ones,
 * tombstones and aborted transactions.
 */
final class ArchivedTopic implements AutoCloseable {
    private static final List<String> HOSTILE =
            List.of("", "{", "[]", "null", "{\"id\":\"text\"}", "{\"id\":1}x", "{\"id\":1e400}", "\u0000\u0001");

    final Dataset dataset;
    final KafkaSettings kafka;
    final MasterLocation location;

    /** (partition, offset) to whether the record is readable. */
    final Map<String, Boolean> acknowledged = new TreeMap<>();

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private int partitions = 3;

    ArchivedTopic(LocalStack stack) throws Exception {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        dataset = new Dataset(
                name,
                name,
                RecordFormat.JSON,
                List.of(new Column("id", ColumnType.BIGINT), new Column("ordered_at", ColumnType.TIMESTAMP)),
                "ordered_at",
                true);
        kafka = new KafkaSettings(stack.kafkaBootstrapServers(), Map.of());
        location = MasterLocation.of(
                stack.hdfsUri() + "/lambda",
                Map.of("dfs.replication", "1", "dfs.client.block.write.replace-datanode-on-failure.policy", "NEVER"));
        Map<String, Object> client = Map.of("bootstrap.servers", stack.kafkaBootstrapServers());
        admin = Admin.create(client);
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get(60, TimeUnit.SECONDS);
        Map<String, Object> transactional = new TreeMap<>(client);
        transactional.put("transactional.id", name);
        transactional.put("max.block.ms", "60000");
        producer = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    MasterTable table() {
        return new MasterTable(location, dataset);
    }

    Coverage logStart() {
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            return inspector.inspect(dataset.topic()).start();
        }
    }

    Coverage logEnd() {
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            return inspector.inspect(dataset.topic()).end();
        }
    }

    void addPartition() throws Exception {
        partitions++;
        admin.createPartitions(Map.of(dataset.topic(), NewPartitions.increaseTo(partitions)))
                .all()
                .get(60, TimeUnit.SECONDS);
    }

    /** Produces a transaction of some records of all kinds to all partitions; every fifth one is aborted. */
    void produce(int records, SplittableRandom random) throws Exception {
        boolean aborts = random.nextInt(5) == 0;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        List<Boolean> readable = new ArrayList<>();
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            int kind = random.nextInt(20);
            byte @Nullable [] value = kind == 0
                    ? null
                    : bytes(
                            kind == 1
                                    ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                                    : "{\"id\":" + random.nextLong() + ",\"ordered_at\":1700000000000}");
            readable.add(kind > 1);
            sent.add(producer.send(
                    new ProducerRecord<>(dataset.topic(), random.nextInt(partitions), new byte[0], value)));
        }
        if (aborts) {
            producer.abortTransaction();
            return;
        }
        producer.commitTransaction();
        for (int i = 0; i < records; i++) {
            RecordMetadata metadata = sent.get(i).get();
            acknowledged.put(metadata.partition() + "/" + metadata.offset(), readable.get(i));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
