package io.lambdagrid.master;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What files hold of each partition. Every table snapshot carries that of the whole table, so that a file that is
 * missing from the table, is in it twice, or is not what was written shows at any time.
 *
 * @param partitions partition to its rows; unmodifiable
 */
record TableContents(SortedMap<Integer, Tally> partitions) implements Serializable {
    static final TableContents NOTHING = new TableContents(new TreeMap<>());

    TableContents {
        partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
    }

    static TableContents of(Map<Integer, Tally> partitions) {
        return new TableContents(new TreeMap<>(partitions));
    }

    Tally of(int partition) {
        return partitions.getOrDefault(partition, Tally.NOTHING);
    }

    long rows() {
        return partitions.values().stream().mapToLong(Tally::rows).sum();
    }

    TableContents plus(TableContents other) {
        TreeMap<Integer, Tally> sum = new TreeMap<>(partitions);
        other.partitions.forEach((partition, tally) -> sum.merge(partition, tally, Tally::plus));
        return new TableContents(sum);
    }

    TableContents minus(TableContents other) {
        TreeMap<Integer, Tally> rest = new TreeMap<>(partitions);
        other.partitions.forEach(
                (partition, tally) -> rest.put(partition, of(partition).minus(tally)));
        return new TableContents(rest);
    }

    /** Reads the form that {@link #toString()} writes. */
    static TableContents parse(String text) {
        TreeMap<Integer, Tally> partitions = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                int colon = part.indexOf(':');
                if (equals < 0 || colon < equals) {
                    throw new IllegalArgumentException("Contents read PARTITION=ROWS:HASH,..., but are '" + text + "'");
                }
                partitions.put(
                        Integer.valueOf(part.substring(0, equals)),
                        new Tally(
                                Long.parseLong(part.substring(equals + 1, colon)),
                                Long.parseUnsignedLong(part.substring(colon + 1), 16)));
            }
        }
        return new TableContents(partitions);
    }

    /** Returns the durable text form, such as {@code 0=120:9f86d081884c7d65,1=98:2c26b46b68ffc68f}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        partitions.forEach(
                (partition, tally) -> text.add(partition + "=" + tally.rows() + ":" + Long.toHexString(tally.hash())));
        return text.toString();
    }
}
