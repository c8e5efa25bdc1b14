package io.lambdagrid.serving;

import io.lambdagrid.client.wire.Difference;
import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.RejectedRecord;
import io.lambdagrid.client.wire.ViewStatus;
import java.util.List;

/**
 * A SQL name that tells how the grid is doing.
 *
 * @param map the map of its rows
 * @param record the class of its rows
 * @param columns the columns, each with the field it shows
 */
record SystemView(String name, String map, Class<? extends Record> record, String columns) {
    private static final SystemView VIEWS = new SystemView("lambda_views", GridMaps.VIEWS, ViewStatus.class, """
            "view" VARCHAR EXTERNAL NAME "this.view",
            dataset VARCHAR EXTERNAL NAME "this.dataset",
            status VARCHAR EXTERNAL NAME "this.status",
            reason VARCHAR EXTERNAL NAME "this.reason",
            generation BIGINT EXTERNAL NAME "this.generation",
            lag_records BIGINT EXTERNAL NAME "this.lagRecords",
            fresh_to TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.freshTo",
            retained_from TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.retainedFrom",
            late_records BIGINT EXTERNAL NAME "this.lateRecords",
            "columns" VARCHAR EXTERNAL NAME "this.columns",
            key_columns VARCHAR EXTERNAL NAME "this.keyColumns",
            batch_coverage VARCHAR EXTERNAL NAME "this.batchCoverage",
            applied_coverage VARCHAR EXTERNAL NAME "this.appliedCoverage",
            base BIGINT EXTERNAL NAME "this.base",
            map VARCHAR EXTERNAL NAME "this.map",
            definition VARCHAR EXTERNAL NAME "this.definition",
            updated_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.updatedAt"
            """);

    private static final SystemView GENERATIONS =
            new SystemView("lambda_generations", GridMaps.GENERATIONS, GenerationStatus.class, """
            dataset VARCHAR EXTERNAL NAME "this.dataset",
            generation BIGINT EXTERNAL NAME "this.generation",
            base BIGINT EXTERNAL NAME "this.base",
            state VARCHAR EXTERNAL NAME "this.state",
            reason VARCHAR EXTERNAL NAME "this.reason",
            views VARCHAR EXTERNAL NAME "this.views",
            batch_rows BIGINT EXTERNAL NAME "this.batchRows",
            batch_coverage VARCHAR EXTERNAL NAME "this.batchCoverage",
            table_snapshot BIGINT EXTERNAL NAME "this.tableSnapshot",
            created_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.createdAt",
            changed_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.changedAt"
            """);

    private static final SystemView PARTITIONS =
            new SystemView("lambda_partitions", GridMaps.PARTITIONS, PartitionStatus.class, """
            dataset VARCHAR EXTERNAL NAME "this.dataset",
            topic VARCHAR EXTERNAL NAME "this.topic",
            kafka_partition INTEGER EXTERNAL NAME "this.partition",
            log_start BIGINT EXTERNAL NAME "this.logStart",
            end_offset BIGINT EXTERNAL NAME "this.endOffset",
            archived BIGINT EXTERNAL NAME "this.archived",
            batch_end BIGINT EXTERNAL NAME "this.batchEnd",
            applied_end BIGINT EXTERNAL NAME "this.appliedEnd",
            lag_records BIGINT EXTERNAL NAME "this.lagRecords",
            updated_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.updatedAt"
            """);

    private static final SystemView REJECTED =
            new SystemView(SqlNames.ALL_REJECTED, GridMaps.REJECTED, RejectedRecord.class, """
            dataset VARCHAR EXTERNAL NAME "this.dataset",
            generation BIGINT EXTERNAL NAME "this.generation",
            topic VARCHAR EXTERNAL NAME "this.topic",
            kafka_partition INTEGER EXTERNAL NAME "this.partition",
            kafka_offset BIGINT EXTERNAL NAME "this.offset",
            "view" VARCHAR EXTERNAL NAME "this.view",
            reason VARCHAR EXTERNAL NAME "this.reason",
            text VARCHAR EXTERNAL NAME "this.text",
            rejected_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.rejectedAt"
            """);

    private static final SystemView DIFFERENCES =
            new SystemView("lambda_differences", GridMaps.DIFFERENCES, Difference.class, """
            dataset VARCHAR EXTERNAL NAME "this.dataset",
            "view" VARCHAR EXTERNAL NAME "this.view",
            row_key VARCHAR EXTERNAL NAME "this.key",
            realtime VARCHAR EXTERNAL NAME "this.realtime",
            batch VARCHAR EXTERNAL NAME "this.batch",
            found_at TIMESTAMP WITH TIME ZONE EXTERNAL NAME "this.foundAt"
            """);

    static final List<SystemView> ALL = List.of(VIEWS, GENERATIONS, PARTITIONS, REJECTED, DIFFERENCES);
}
