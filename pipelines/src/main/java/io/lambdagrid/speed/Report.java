package io.lambdagrid.speed;

import io.lambdagrid.view.Coverage;
import java.io.Serializable;
import java.util.List;

/** What the processors of a speed job tell the one that publishes its progress. */
sealed interface Report extends Serializable {
    /** How far a reader has come in its partitions. */
    record Read(List<PartitionRead> partitions) implements Report {
        public Read {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * How far a reader has come in one partition.
     *
     * @param position next offset to read
     * @param logEnd end of the log, as last heard of
     * @param freshToMillis every event produced before this time has an offset below {@code position}
     */
    record PartitionRead(int partition, long position, long logEnd, long freshToMillis) implements Serializable {}

    /**
     * What a reader has found since its last report that came when its row had left.
     *
     * @param byView how often, in the order of the views
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers on their way, never compared.
    record Late(long[] byView) implements Report {}

    /**
     * How far the rows of a writer's partitions include the log.
     *
     * @param writer index of the writer
     * @param writers how many there are
     */
    record Applied(int writer, int writers, Coverage coverage) implements Report {}
}
