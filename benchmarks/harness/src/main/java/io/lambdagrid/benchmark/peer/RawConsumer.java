package io.lambdagrid.benchmark.peer;

import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.benchmark.subject.Parameters;
import io.lambdagrid.benchmark.subject.Rounds;
import io.lambdagrid.benchmark.subject.Subject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/**
 * What remains when everything is left out that makes a product: threads that poll, parse and add up in a hash table of
 * their own, merged at the end. No restart, no exactness, nobody to ask. About the limit for a program on the JVM.
 */
public final class RawConsumer implements Subject {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final int threads;
    private final ExecutorService executor;
    private Map<String, Revenue> merged = new HashMap<>();

    private RawConsumer(Parameters parameters) {
        this.bootstrapServers = parameters.text("kafka");
        this.topic = parameters.text("topic");
        this.threads = parameters.number("threads");
        this.executor = Executors.newFixedThreadPool(threads);
    }

    /** Runs it as a subject. */
    public static void main(String[] arguments) {
        Rounds.main(arguments, RawConsumer::new);
    }

    @Override
    public Map<String, String> versions() {
        return Map.of(
                "kafka-clients",
                AppInfoParser.getVersion(),
                "jackson-core",
                com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString());
    }

    @Override
    public void work() throws Exception {
        List<Callable<Map<String, Revenue>>> shares = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int share = thread;
            shares.add(() -> fold(share));
        }
        merged = new HashMap<>();
        for (Future<Map<String, Revenue>> folded : executor.invokeAll(shares)) {
            folded.get().forEach((product, revenue) -> merged.merge(product, revenue, Revenue::plus));
        }
    }

    private Map<String, Revenue> fold(int share) throws IOException {
        Map<String, Revenue> groups = new HashMap<>();
        OrderParser parser = new OrderParser();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(PartitionInfo::partition)
                    .filter(partition -> partition % threads == share)
                    .map(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!partitions.stream().allMatch(partition -> consumer.position(partition) >= end(ends, partition))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    add(record.value(), parser, groups);
                }
            }
        }
        return groups;
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return Objects.requireNonNull(ends.get(partition));
    }

    private static void add(byte[] json, OrderParser parser, Map<String, Revenue> groups) throws IOException {
        parser.parse(json);
        String status = parser.status();
        if (status != null && !status.equals("CANCELLED")) {
            groups.computeIfAbsent(Objects.requireNonNull(parser.product()), product -> new Revenue())
                    .add(parser.cents());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        4 << 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public Answer answer() {
        Answer answer = Answer.NOTHING;
        for (Map.Entry<String, Revenue> group : merged.entrySet()) {
            Revenue revenue = group.getValue();
            answer = answer.plus(group.getKey(), revenue.orders, BigDecimal.valueOf(revenue.cents, 2));
        }
        return answer;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** What one product has brought in. */
    private static final class Revenue {
        private long orders;
        private long cents;

        void add(long moreCents) {
            orders++;
            cents += moreCents;
        }

        Revenue plus(Revenue other) {
            orders += other.orders;
            cents += other.cents;
            return this;
        }
    }
}
