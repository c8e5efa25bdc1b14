package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What clients need to know of one view: where its rows are and how far they reach.
 *
 * @param definition its SQL
 * @param status one of {@link #STARTING}, {@link #SERVING}, {@link #HALTED}, {@link #INCOMPLETE}
 * @param reason why it is in that status, in words
 * @param generation the generation being served; 0 while there is none
 * @param base the generation whose maps it lives in: the last one computed from the whole master dataset; 0 while there
 *     is none
 * @param map the name of the map that holds the rows; empty while there is none
 * @param columns {@code name TYPE, name TYPE, ...} in the order of the SELECT list
 * @param keyColumns the names of the columns that make up the row key, separated by {@code ", "}, in the key's order;
 *     empty for a view of one row
 * @param batchCoverage {@code TOPIC-ID:PARTITION=END,...}: where the batch views end and the real-time views begin
 * @param appliedCoverage {@code TOPIC-ID:PARTITION=END,...}: every record below is in the answer
 * @param freshTo every event produced before this time is in the answer; null while unknown
 * @param lagRecords how many records of the topic are not in the answer yet
 * @param retainedFrom rows whose time bucket begins before this time have left the view, or are about to; those after
 *     it are exact; null when all rows are kept
 * @param lateRecords how often the speed layer has left an event out because its row has left, since it began with the
 *     rows of {@code base}; those that come while a row is leaving are not counted, and after a restart a few may be
 *     counted twice
 * @param guidance for how long a reader may go by this: one of {@link #KEEP}, {@link #ASK}, {@link #WAIT}
 */
public record ViewStatus(
        String view,
        String definition,
        String dataset,
        String status,
        String reason,
        long generation,
        long base,
        String map,
        String columns,
        String keyColumns,
        String batchCoverage,
        String appliedCoverage,
        @Nullable OffsetDateTime freshTo,
        long lagRecords,
        @Nullable OffsetDateTime retainedFrom,
        long lateRecords,
        String guidance,
        OffsetDateTime updatedAt) {
    /** Its first generation is not there yet. */
    public static final String STARTING = "STARTING";

    /** Answers are exact up to the applied coverage. */
    public static final String SERVING = "SERVING";

    /**
     * Answers are exact up to the applied coverage, but one of the layers has stopped and does not go on until somebody
     * acts; the reason says which, and why.
     */
    public static final String HALTED = "HALTED";

    /** Parts of the rows were lost; answers are refused until they are back. */
    public static final String INCOMPLETE = "INCOMPLETE";

    /** A reader may go by this status for a second without asking again. */
    public static final String KEEP = "KEEP";

    /** Readers will be led to other maps soon: whoever reads asks for the status first. */
    public static final String ASK = "ASK";

    /** Readers are being led to other maps, which takes a moment: whoever reads asks again. */
    public static final String WAIT = "WAIT";

    /** The status of a view that keeps all of its rows. */
    public ViewStatus(
            String view,
            String definition,
            String dataset,
            String status,
            String reason,
            long generation,
            long base,
            String map,
            String columns,
            String keyColumns,
            String batchCoverage,
            String appliedCoverage,
            @Nullable OffsetDateTime freshTo,
            long lagRecords,
            OffsetDateTime updatedAt) {
        this(
                view,
                definition,
                dataset,
                status,
                reason,
                generation,
                base,
                map,
                columns,
                keyColumns,
                batchCoverage,
                appliedCoverage,
                freshTo,
                lagRecords,
                null,
                0,
                KEEP,
                updatedAt);
    }

    /** Returns this status with the word that rows were lost. */
    public ViewStatus incomplete(String why, OffsetDateTime now) {
        return with(INCOMPLETE, why, guidance, now);
    }

    /** Returns this status with another word for how long readers may go by it. */
    public ViewStatus guiding(String how) {
        return with(status, reason, how, updatedAt);
    }

    private ViewStatus with(String newStatus, String newReason, String newGuidance, OffsetDateTime newUpdatedAt) {
        return new ViewStatus(
                view,
                definition,
                dataset,
                newStatus,
                newReason,
                generation,
                base,
                map,
                columns,
                keyColumns,
                batchCoverage,
                appliedCoverage,
                freshTo,
                lagRecords,
                retainedFrom,
                lateRecords,
                newGuidance,
                newUpdatedAt);
    }
}
