package io.lambdagrid.master;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link MasterVerification} found.
 *
 * @param snapshot what was looked at
 * @param partitions what each partition holds
 * @param files how many files there are
 * @param bytes how long they are together
 * @param gaps what somebody gave up; no problem any more
 * @param expired what has left because it is retained no longer; no problem either; {@code null} when nothing has
 * @param problems the first problems
 * @param problemCount how many there are in all
 */
public record MasterReport(
        String dataset,
        TableSnapshot snapshot,
        MasterVerification.Depth depth,
        List<PartitionReport> partitions,
        int files,
        long bytes,
        List<DeclaredGap> gaps,
        @Nullable Expired expired,
        List<MasterProblem> problems,
        long problemCount) {
    public MasterReport {
        partitions = List.copyOf(partitions);
        gaps = List.copyOf(gaps);
        problems = List.copyOf(problems);
    }

    /** Returns whether nothing is wrong. */
    public boolean isSound() {
        return problemCount == 0;
    }

    /**
     * What one partition holds.
     *
     * @param archived the offsets that the master dataset stands for
     * @param rows the records that were archived; the other offsets held transaction markers, aborted or compacted
     *     records, are declared gaps, or have left
     * @param expired how many records have left because they are retained no longer
     */
    public record PartitionReport(int partition, OffsetRange archived, long rows, long expired) {}
}
