package io.lambdagrid.master;

import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The way on for a dataset whose archive has stopped because Kafka had deleted records before they were archived: the
 * records are given up, and the table says so for ever. Needs the file system and Kafka, but no running cluster; an
 * archive that waits goes on by itself.
 *
 * <p>An archive that has not stopped may hold such records in a file it has not closed yet, and loses them by this.
 * Confined to one thread.
 */
public final class GapAcceptance {
    private final Dataset dataset;
    private final KafkaSettings kafka;
    private final MasterTable table;
    private final InstantSource clock;

    public GapAcceptance(MasterLocation location, Dataset dataset, KafkaSettings kafka, InstantSource clock) {
        this.dataset = dataset;
        this.kafka = kafka;
        this.table = new MasterTable(location, dataset);
        this.clock = clock;
    }

    /**
     * Returns what would have to be given up, and changes nothing; empty when every record is in the master dataset or
     * in Kafka.
     *
     * @param reason why they are given up; may be empty
     * @throws GridException LG-103 when there is no table; LG-301, LG-302, LG-310 when somebody does not answer;
     *     LG-311, LG-313 when offsets have got another meaning, so that no gap would make the dataset whole
     */
    public List<DeclaredGap> missing(String reason) {
        Coverage archived = table.coverage();
        TopicState topic = inspect();
        requireSameTopic(topic, archived);
        archived.ofLog().ends().forEach((partition, end) -> requireStillThere(topic, partition, end));
        List<DeclaredGap> gaps = new ArrayList<>();
        for (Map.Entry<Integer, TopicState.LogRange> log : topic.partitions().entrySet()) {
            long end = archived.end(log.getKey());
            if (end < log.getValue().start()) {
                OffsetRange lost = new OffsetRange(end, log.getValue().start());
                gaps.add(new DeclaredGap(log.getKey(), lost, clock.instant(), reason));
            }
        }
        return gaps;
    }

    /**
     * Gives up what {@link #missing} returned, in one commit.
     *
     * @throws GridException LG-401 when the table does not end any more where the gaps begin: nothing has changed;
     *     LG-302, LG-402 as {@link MasterTable#append}
     */
    public void accept(List<DeclaredGap> gaps) {
        if (!gaps.isEmpty()) {
            table.commit(new GapDeclaration(gaps));
        }
    }

    private TopicState inspect() {
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            return inspector.inspect(dataset.topic());
        }
    }

    private void requireSameTopic(TopicState topic, Coverage archived) {
        if (!topic.id().equals(archived.topicId())) {
            throw new GridException(
                    GridError.TOPIC_RECREATED,
                    "Topic '" + topic.topic() + "' was deleted and created again: its id was '" + archived.topicId()
                            + "' and is '" + topic.id()
                            + "'. Its offsets mean other records now, so that this is no gap"
                            + " that could be accepted. " + wayOn());
        }
    }

    private void requireStillThere(TopicState topic, int partition, long end) {
        TopicState.LogRange log = topic.partitions().get(partition);
        if (log == null || log.end() < end) {
            throw new GridException(
                    GridError.LOG_TRUNCATED,
                    "Topic '" + topic.topic() + "', partition " + partition + ": the log ends at offset "
                            + (log == null ? 0 : log.end()) + ", but it was archived up to " + end
                            + ". New records get offsets that others had, so that this is no gap that could be accepted. "
                            + wayOn());
        }
    }

    private String wayOn() {
        return "Declare a dataset with another name over the topic. What is in the master dataset of '"
                + dataset.name() + "' stays; the rows whose _rejected is NULL, exported to a file, become part of"
                + " the new one by 'master import'.";
    }
}
