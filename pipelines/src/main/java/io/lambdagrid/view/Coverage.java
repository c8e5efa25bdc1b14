package io.lambdagrid.view;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which records of one topic something has absorbed: every offset below the end offset of its partition.
 *
 * <p>End offsets are exclusive: the next record to read from partition {@code p} is {@code end(p)}. A partition that is
 * absent has contributed nothing. The topic's id belongs to it, because offsets of a topic that was deleted and created
 * again are offsets of other records.
 *
 * <p>Negative partitions are no partitions of the topic: each stands for an import of history that never was in Kafka.
 * Only batch views include them, and the speed layer never reads them.
 *
 * @param topicId Kafka's id of the topic
 * @param ends partition to exclusive end offset; unmodifiable, in the order of the partitions
 */
public record Coverage(String topicId, SortedMap<Integer, Long> ends) implements Serializable {
    public Coverage {
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            if (end.getValue() < 0) {
                throw new IllegalArgumentException(
                        "End offset of partition " + end.getKey() + " is negative: " + end.getValue());
            }
        }
        ends = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(ends));
    }

    public static Coverage of(String topicId, Map<Integer, Long> ends) {
        return new Coverage(topicId, new TreeMap<>(ends));
    }

    /** Returns the first offset of {@code partition} that is not covered. */
    public long end(int partition) {
        return ends.getOrDefault(partition, 0L);
    }

    public boolean includes(int partition, long offset) {
        return offset < end(partition);
    }

    /** Returns whether everything that {@code other} covers is covered here, too. */
    public boolean reaches(Coverage other) {
        requireSameTopic(other);
        return other.ends.entrySet().stream().allMatch(end -> end(end.getKey()) >= end.getValue());
    }

    /** Returns how many offsets this covers beyond {@code start}. */
    public long recordsSince(Coverage start) {
        requireSameTopic(start);
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - start.end(end.getKey())))
                .sum();
    }

    /** Returns the part that came out of Kafka. */
    public Coverage ofLog() {
        return new Coverage(topicId, ends.tailMap(0));
    }

    /** Returns the part that never was in Kafka. */
    public Coverage ofImports() {
        return new Coverage(topicId, ends.headMap(0));
    }

    /** Returns this coverage with one partition moved to {@code end}. */
    public Coverage with(int partition, long end) {
        Map<Integer, Long> moved = new TreeMap<>(ends);
        moved.put(partition, end);
        return of(topicId, moved);
    }

    /** Returns what both cover: the lower end of each partition. Associative and commutative. */
    public Coverage intersect(Coverage other) {
        requireSameTopic(other);
        return combine(other, Math::min);
    }

    /** Returns what either side covers: the higher end of each partition. Associative and commutative. */
    public Coverage union(Coverage other) {
        requireSameTopic(other);
        return combine(other, Math::max);
    }

    private Coverage combine(Coverage other, java.util.function.LongBinaryOperator choose) {
        TreeSet<Integer> partitions = new TreeSet<>(ends.keySet());
        partitions.addAll(other.ends.keySet());
        Map<Integer, Long> combined = new TreeMap<>();
        partitions.forEach(p -> combined.put(p, choose.applyAsLong(end(p), other.end(p))));
        return of(topicId, combined);
    }

    private void requireSameTopic(Coverage other) {
        if (!topicId.equals(other.topicId)) {
            throw new IllegalArgumentException(
                    "Coverages of two topics cannot be compared: '" + topicId + "' and '" + other.topicId + "'");
        }
    }

    /** Reads the form that {@link #toString()} writes. */
    public static Coverage parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(unreadable(text));
        }
        Map<Integer, Long> ends = new TreeMap<>();
        for (String end : text.substring(colon + 1).split(",", -1)) {
            if (!end.isEmpty()) {
                int equals = end.indexOf('=');
                if (equals < 0) {
                    throw new IllegalArgumentException(unreadable(text));
                }
                ends.put(Integer.valueOf(end.substring(0, equals)), Long.valueOf(end.substring(equals + 1)));
            }
        }
        return of(text.substring(0, colon), ends);
    }

    private static String unreadable(String text) {
        return "A coverage reads TOPIC-ID:PARTITION=END,..., but is '" + text + "'";
    }

    /** Returns the durable text form, such as {@code Gp3xq:0=120,1=98}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", topicId + ":", "");
        ends.forEach((partition, end) -> text.add(partition + "=" + end));
        return text.toString();
    }
}
