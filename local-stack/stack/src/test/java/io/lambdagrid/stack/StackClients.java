package io.lambdagrid.stack;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Keeps a text in each server, and asks for it again, with a new client each time. */
final class StackClients {

    private final LocalStack stack;

    StackClients(LocalStack stack) {
        this.stack = stack;
    }

    void store(String name, String text) throws Exception {
        storeInKafka(name, text);
        storeInHdfs(name, text);
        storeInCassandra(name, text);
    }

    void storeInKafka(String topic, String text) throws Exception {
        Map<String, Object> configuration = Map.of("bootstrap.servers", stack.kafkaBootstrapServers());
        try (Admin admin = Admin.create(configuration)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, text)).get(30, TimeUnit.SECONDS);
        }
    }

    List<String> readFromKafka(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Long end = consumer.endOffsets(List.of(partition), Duration.ofSeconds(30))
                    .get(partition);
            while (end != null && consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    void storeInHdfs(String file, String text) throws IOException {
        try (FileSystem files = FileSystem.newInstance(stack.hdfsUri(), new Configuration());
                FSDataOutputStream out = files.create(new Path("/" + file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    String readFromHdfs(String file) throws IOException {
        try (FileSystem files = FileSystem.newInstance(stack.hdfsUri(), new Configuration());
                FSDataInputStream in = files.open(new Path("/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void storeInCassandra(String table, String text) {
        try (CqlSession session = cassandra()) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS stack"
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("CREATE TABLE stack." + table + " (id int PRIMARY KEY, text text)");
            session.execute("INSERT INTO stack." + table + " (id, text) VALUES (1, ?)", text);
        }
    }

    List<String> readFromCassandra(String table) {
        try (CqlSession session = cassandra()) {
            return session.execute("SELECT text FROM stack." + table).all().stream()
                    .map((Row row) -> row.getString(0))
                    .toList();
        }
    }

    private CqlSession cassandra() {
        String[] address = stack.cassandraContactPoint().split(":", 2);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(stack.cassandraDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                        .withDuration(DefaultDriverOption.METADATA_SCHEMA_WINDOW, Duration.ofMillis(1))
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build())
                .build();
    }
}
