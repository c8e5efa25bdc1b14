package io.lambdagrid.kafka;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka what a topic looks like. Thread-safe; connects on first use; each call waits at most some seconds. */
public final class TopicInspector implements Topics {
    private final KafkaSettings settings;
    private @Nullable Admin admin;

    public TopicInspector(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public TopicState inspect(String topic) {
        try {
            TopicDescription description = describe(topic);
            Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (TopicPartitionInfo partition : description.partitions()) {
                earliest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.earliest());
                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
            ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
            var starts = admin().listOffsets(earliest, committed).all();
            var ends = admin().listOffsets(latest, committed).all();
            var logEnds = admin().listOffsets(latest).all();
            return new TopicState(
                    topic, description.topicId().toString(), ranges(starts.get(), ends.get(), logEnds.get()));
        } catch (ExecutionException e) {
            throw explain(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (KafkaException e) {
            throw unreachable(e);
        }
    }

    private TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin().describeTopics(List.of(topic)).topicNameValues();
        return Objects.requireNonNull(answers.get(topic)).get();
    }

    private static SortedMap<Integer, TopicState.LogRange> ranges(
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> starts,
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends,
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> logEnds) {
        SortedMap<Integer, TopicState.LogRange> ranges = new TreeMap<>();
        starts.forEach((partition, start) -> {
            long end =
                    Math.max(start.offset(), ends.getOrDefault(partition, start).offset());
            long logEnd = Math.max(end, logEnds.getOrDefault(partition, start).offset());
            ranges.put(partition.partition(), new TopicState.LogRange(start.offset(), end, logEnd));
        });
        return ranges;
    }

    private GridException explain(String topic, ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
            return new GridException(
                    GridError.TOPIC_MISSING,
                    "Topic '" + topic + "' does not exist on " + settings
                            + ". Create it, or correct 'topic' in the dataset.",
                    e);
        }
        return unreachable(e);
    }

    private GridException unreachable(Exception e) {
        return new GridException(
                GridError.KAFKA_UNREACHABLE,
                settings + " does not answer. Is it running, and is 'kafka.bootstrap-servers' right? Trying again.",
                e);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.forAdmin());
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
