package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a commit adds to a coverage: for each partition, the offsets that follow what is covered so far.
 *
 * @param ranges partition to the offsets that are added
 * @param logStarts partitions that the coverage does not have yet, with the first offset that Kafka had of them; only
 *     these may begin somewhere
 */
public record CoverageAdvance(SortedMap<Integer, OffsetRange> ranges, SortedMap<Integer, Long> logStarts)
        implements Serializable {
    public CoverageAdvance {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        logStarts = Collections.unmodifiableSortedMap(new TreeMap<>(logStarts));
    }

    /** Returns an advance of partitions that are covered already. */
    public static CoverageAdvance of(Map<Integer, OffsetRange> ranges) {
        return new CoverageAdvance(new TreeMap<>(ranges), new TreeMap<>());
    }

    /** Returns an advance that only says where new partitions begin. */
    public static CoverageAdvance ofNewPartitions(Map<Integer, Long> logStarts) {
        return new CoverageAdvance(new TreeMap<>(), new TreeMap<>(logStarts));
    }

    /**
     * Returns this advance followed by {@code next}.
     *
     * @throws GridException LG-401 when {@code next} leaves a gap to this, or overlaps it
     */
    public CoverageAdvance then(CoverageAdvance next) {
        TreeMap<Integer, OffsetRange> joined = new TreeMap<>(ranges);
        next.ranges.forEach((partition, range) -> joined.merge(partition, range, (before, after) -> {
            requireSame(partition, before.end(), after.from());
            return new OffsetRange(before.from(), after.end());
        }));
        TreeMap<Integer, Long> starts = new TreeMap<>(logStarts);
        starts.putAll(next.logStarts);
        return new CoverageAdvance(joined, starts);
    }

    /**
     * Returns the coverage after this advance.
     *
     * @throws GridException LG-401 when this does not continue {@code coverage} exactly
     */
    public Coverage applyTo(Coverage coverage) {
        SortedMap<Integer, Long> ends = new TreeMap<>(coverage.ends());
        logStarts.forEach((partition, start) -> {
            Long covered = ends.putIfAbsent(partition, start);
            if (covered != null) {
                throw notContiguous(partition, "'" + start + "' as the start of a partition not covered yet", covered);
            }
        });
        ranges.forEach((partition, range) -> {
            Long covered = ends.put(partition, range.end());
            if (covered == null) {
                throw notContiguous(partition, "'" + range.from() + "' without saying where its log starts", null);
            }
            requireSame(partition, covered, range.from());
        });
        return new Coverage(coverage.topicId(), ends);
    }

    private static void requireSame(int partition, long expected, long found) {
        if (expected != found) {
            throw notContiguous(partition, "'" + found + "'", expected);
        }
    }

    private static GridException notContiguous(int partition, String found, @Nullable Long covered) {
        return new GridException(
                GridError.COVERAGE_NOT_CONTIGUOUS,
                "Commit refused: partition " + partition + " must go on at "
                        + (covered == null ? "no offset, for it is not covered yet," : "offset '" + covered + "',")
                        + " but the new files begin at " + found
                        + ". Read the master dataset's coverage again and go on from there.");
    }
}
