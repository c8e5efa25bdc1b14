package io.lambdagrid.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.testing.Topic;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker comes back with less than it had, as after a disk was replaced or the wrong replica became leader. */
class TruncatedLogTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private LocalStack stack;
    private KafkaSettings kafka;
    private Topic topic;
    private ExactConsumer consumer;

    @BeforeEach
    void start() throws Exception {
        stack = LocalStack.builder()
                .dataFolder(folder)
                .servers(Set.of(ServerKind.KAFKA))
                .build();
        stack.start();
        kafka = new KafkaSettings(stack.kafkaBootstrapServers(), Map.of());
        topic = Topic.create(stack.kafkaBootstrapServers(), 1);
        send(10);
        consumer = consumer();
        consumer.start(Map.of(0, 0L));
        await().atMost(SOON).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return consumer.position(0) == 10;
        });
    }

    @AfterEach
    void stop() {
        consumer.close();
        topic.close();
        stack.close();
    }

    /** Each record is a batch of its own. */
    private void send(int records) throws Exception {
        for (int i = 0; i < records; i++) {
            topic.send(0, "record");
            topic.flush();
        }
    }

    private ExactConsumer consumer() {
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            return new ExactConsumer(
                    kafka, topic.name(), inspector.inspect(topic.name()).id());
        }
    }

    private void loseTheLastFourRecords() throws IOException {
        stack.server(ServerKind.KAFKA).kill();
        Path log;
        try (Stream<Path> files = Files.walk(folder)) {
            log = files.filter(file -> file.endsWith(Path.of(topic.name() + "-0", "00000000000000000000.log")))
                    .findFirst()
                    .orElseThrow();
        }
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 10 * 6);
        }
        stack.server(ServerKind.KAFKA).restart();
    }

    @Test
    void log_that_is_shorter_than_what_was_read_is_not_read_on() throws Exception {
        loseTheLastFourRecords();

        assertThat(failure()).hasMessageStartingWith("LG-313  Topic '" + topic.name() + "', partition 0: ");
        try (ExactConsumer again = consumer()) {
            assertThatThrownBy(() -> again.start(Map.of(0, 10L)))
                    .hasMessage(
                            "LG-313  Topic '" + topic.name() + "', partition 0: the log ends at offset 6, but it was"
                                    + " read up to 10. Records that were read are gone.");
        }
    }

    @Test
    void log_that_has_other_records_in_place_of_those_that_were_read_is_not_read_on() throws Exception {
        loseTheLastFourRecords();
        send(8);

        assertThat(failure())
                .hasMessage(
                        "LG-313  Topic '" + topic.name() + "', partition 0: it was read up to offset 10, but the log"
                                + " has lost records that were read from offset 6 on, and has others in their place.");
    }

    private Throwable failure() {
        return await().atMost(SOON)
                .until(
                        () -> catchThrowable(() -> consumer.poll(Duration.ofMillis(100))),
                        thrown -> thrown instanceof GridException);
    }
}
