package io.lambdagrid.master;

import com.hazelcast.jet.hadoop.HadoopSources;
import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CombinedScanTask;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads one table snapshot of a master dataset, for Jet's Hadoop source. Each record is a {@link RowBatch} of its own,
 * never changed after it was handed out.
 *
 * <p>A file that is missing or is not what was written is an error that names it, never fewer rows.
 */
public final class MasterInputFormat extends InputFormat<NullWritable, RowBatch> {
    /** About how many bytes of files make a split; small enough to spread a few hundred megabytes over a cluster. */
    public static final String SPLIT_BYTES = "lambdagrid.master.split-bytes";

    private static final long DEFAULT_SPLIT_BYTES = 32L << 20;

    /** For Hadoop. */
    public MasterInputFormat() {}

    /**
     * Prepares a configuration that reads {@code columns} of one table snapshot. Asks the table, so it belongs where
     * the job is planned.
     *
     * @param columns positions in the dataset's columns; the others stay {@code null}
     * @param offsets which records are read
     * @throws io.lambdagrid.view.GridException LG-103 when the table or the snapshot does not exist; LG-302 when the
     *     file system does not answer
     */
    public static void configure(
            Configuration configuration,
            MasterLocation location,
            Dataset dataset,
            BitSet columns,
            long snapshotId,
            OffsetSlice offsets) {
        MasterTable table = new MasterTable(location, dataset);
        table.snapshot(snapshotId);
        location.hadoopProperties().forEach(configuration::set);
        MasterScan.of(location.table(dataset), dataset, table.table(), snapshotId, columns)
                .writeTo(configuration);
        offsets.writeTo(configuration);
        configuration.setClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, MasterInputFormat.class, InputFormat.class);
        configuration.setBoolean(HadoopSources.COPY_ON_READ, false);
        configuration.setBoolean(HadoopSources.SHARED_LOCAL_FS, true);
    }

    @Override
    public List<InputSplit> getSplits(JobContext context) {
        Configuration configuration = context.getConfiguration();
        MasterScan scan = MasterScan.readFrom(configuration);
        return MasterFaults.naming(scan.table(), () -> plan(scan, configuration));
    }

    private static List<InputSplit> plan(MasterScan scan, Configuration configuration) {
        TableScan files = new BaseTable(new MasterTableOperations(scan.table(), configuration), "master")
                .newScan()
                .useSnapshot(scan.snapshotId())
                .includeColumnStats(List.of(MasterSchema.DEFINITION))
                .filter(OffsetSlice.readFrom(configuration).fileFilter())
                .option("split-size", String.valueOf(configuration.getLong(SPLIT_BYTES, DEFAULT_SPLIT_BYTES)));
        List<MasterSplit> splits = new ArrayList<>();
        try (CloseableIterable<CombinedScanTask> tasks = files.planTasks()) {
            tasks.forEach(task -> splits.add(new MasterSplit(task.files().stream()
                    .map(part -> FilePart.of(part, scan.definitionId()))
                    .toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Splits are dealt out in turn: the largest first keeps the shares even.
        splits.sort(Comparator.comparingLong(MasterSplit::getLength).reversed());
        return new ArrayList<>(splits);
    }

    @Override
    public RecordReader<NullWritable, RowBatch> createRecordReader(InputSplit split, TaskAttemptContext context) {
        return new RowBatchReader((MasterSplit) split, context.getConfiguration());
    }
}
