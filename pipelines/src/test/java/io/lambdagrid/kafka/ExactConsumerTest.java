package io.lambdagrid.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lambdagrid.stack.SharedStack;
import io.lambdagrid.testing.Topic;
import io.lambdagrid.view.GridException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaSettings kafka = new KafkaSettings(SharedStack.get().kafkaBootstrapServers(), Map.of());
    private Topic topic;
    private TopicInspector inspector;
    private ExactConsumer consumer;

    @BeforeEach
    void open() throws Exception {
        topic = Topic.create(kafka.bootstrapServers(), 2);
        inspector = new TopicInspector(kafka);
        consumer = new ExactConsumer(
                kafka, topic.name(), inspector.inspect(topic.name()).id());
        for (int i = 0; i < 10; i++) {
            topic.send(0, "r" + i);
        }
        topic.flush();
    }

    @AfterEach
    void close() {
        consumer.close();
        inspector.close();
        topic.close();
    }

    @Test
    void reads_from_the_given_offset_each_record_once_and_knows_where_it_is() {
        consumer.start(Map.of(0, 4L, 1, 0L));

        assertThat(readUntil(0, 10)).containsExactly("r4", "r5", "r6", "r7", "r8", "r9");
        assertThat(consumer.position(0)).isEqualTo(10);
        assertThat(consumer.position(1)).isZero();
        assertThat(consumer.logEnd(0)).hasValue(10);
    }

    @Test
    void partition_can_be_added_while_others_are_being_read() throws Exception {
        consumer.start(Map.of(0, 8L));
        assertThat(readUntil(0, 10)).containsExactly("r8", "r9");
        topic.send(1, "other");
        topic.flush();

        consumer.start(Map.of(1, 0L));

        assertThat(readUntil(1, 1)).containsExactly("other");
        assertThat(consumer.position(0)).isEqualTo(10);
    }

    @Test
    void start_below_what_kafka_still_has_is_refused_with_the_missing_offsets() throws Exception {
        deleteBelow(6);

        assertThatThrownBy(() -> consumer.start(Map.of(0, 4L)))
                .isInstanceOf(GridException.class)
                .hasMessage("LG-312  Topic '" + topic.name() + "', partition 0: Kafka has deleted the records from"
                        + " offset 4 to 5, which were not read yet.");
    }

    @Test
    void start_behind_the_end_of_the_log_is_refused() {
        assertThatThrownBy(() -> consumer.start(Map.of(0, 11L)))
                .hasMessage("LG-313  Topic '" + topic.name() + "', partition 0: the log ends at offset 10, but it was"
                        + " read up to 11. Records that were read are gone.");
    }

    @Test
    void topic_that_was_deleted_and_created_again_is_not_read() throws Exception {
        topic.admin().deleteTopics(List.of(topic.name())).all().get();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            topic.admin()
                    .createTopics(List.of(new NewTopic(topic.name(), 2, (short) 1)))
                    .all()
                    .get();
            return true;
        });

        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(() -> consumer.start(Map.of(0, 0L)))
                        .hasMessageStartingWith(
                                "LG-311  Topic '" + topic.name() + "' was deleted and created again: its id was '"));
    }

    @Test
    void missing_topic_is_named_with_the_servers_that_do_not_have_it() {
        assertThatThrownBy(() -> inspector.inspect("nowhere"))
                .hasMessage("LG-310  Topic 'nowhere' does not exist on Kafka at '" + kafka.bootstrapServers()
                        + "'. Create it, or correct 'topic' in the dataset.");
    }

    @Test
    void unreachable_broker_is_reported_within_seconds() {
        try (TopicInspector lost = new TopicInspector(new KafkaSettings("127.0.0.1:1", Map.of()))) {
            assertThatThrownBy(() -> lost.inspect("orders"))
                    .hasMessage("LG-301  Kafka at '127.0.0.1:1' does not answer. Is it running, and is"
                            + " 'kafka.bootstrap-servers' right? Trying again.");
        }
    }

    private List<String> readUntil(int partition, long position) {
        List<String> values = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            return consumer.position(partition) >= position;
        });
        return values;
    }

    private void deleteBelow(long offset) throws Exception {
        topic.admin()
                .deleteRecords(Map.of(new TopicPartition(topic.name(), 0), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }
}
