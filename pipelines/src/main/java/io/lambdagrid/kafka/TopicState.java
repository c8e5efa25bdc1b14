package io.lambdagrid.kafka;

import io.lambdagrid.view.Coverage;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a topic looks like at one moment.
 *
 * @param id Kafka's id of the topic; another one after the topic was deleted and created again
 * @param partitions partition to the offsets that Kafka has of it
 */
public record TopicState(String topic, String id, SortedMap<Integer, LogRange> partitions) {
    /**
     * The records of one partition that can be read.
     *
     * @param start the first offset that Kafka still has
     * @param end where reading ends, exclusive: the end of the log, or the first record of an open transaction
     * @param logEnd the end of the log, open transactions included
     */
    public record LogRange(long start, long end, long logEnd) {}

    /** Returns the coverage of somebody who starts with the oldest records there are. */
    public Coverage start() {
        SortedMap<Integer, Long> starts = new TreeMap<>();
        partitions.forEach((partition, range) -> starts.put(partition, range.start()));
        return new Coverage(id, starts);
    }

    /** Returns the coverage of somebody who has read everything that can be read. */
    public Coverage end() {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        partitions.forEach((partition, range) -> ends.put(partition, range.end()));
        return new Coverage(id, ends);
    }
}
