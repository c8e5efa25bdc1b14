package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a master dataset are read: all, or those between two coverages.
 *
 * @param from what is left out; {@code null} together with {@code to} when all records are read
 * @param to what is read, apart from that
 */
public record OffsetSlice(@Nullable Coverage from, @Nullable Coverage to) implements Serializable {
    /** All records. */
    public static final OffsetSlice ALL = new OffsetSlice(null, null);

    private static final String FROM = "lambdagrid.master.from";
    private static final String TO = "lambdagrid.master.to";

    /** Returns the records that {@code to} covers and {@code from} does not. */
    public static OffsetSlice between(Coverage from, Coverage to) {
        return new OffsetSlice(from, to);
    }

    boolean includes(int partition, long offset) {
        return from == null || to == null || (!from.includes(partition, offset) && to.includes(partition, offset));
    }

    /** Returns the filter by which whole files are left out. */
    Expression fileFilter() {
        if (from == null || to == null) {
            return Expressions.alwaysTrue();
        }
        List<Expression> partitions = new ArrayList<>();
        for (Map.Entry<Integer, Long> end : new TreeMap<>(to.ends()).entrySet()) {
            int partition = end.getKey();
            if (from.end(partition) < end.getValue()) {
                partitions.add(Expressions.and(
                        Expressions.equal(MasterSchema.PARTITION, partition),
                        Expressions.greaterThanOrEqual(MasterSchema.OFFSET, from.end(partition)),
                        Expressions.lessThan(MasterSchema.OFFSET, end.getValue())));
            }
        }
        return partitions.stream().reduce(Expressions.alwaysFalse(), Expressions::or);
    }

    void writeTo(Configuration configuration) {
        if (from != null && to != null) {
            configuration.set(FROM, from.toString());
            configuration.set(TO, to.toString());
        }
    }

    static OffsetSlice readFrom(Configuration configuration) {
        String from = configuration.get(FROM);
        String to = configuration.get(TO);
        return from == null || to == null ? ALL : between(Coverage.parse(from), Coverage.parse(to));
    }
}
