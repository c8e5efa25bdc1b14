package io.lambdagrid.benchmark.workload;

import io.lambdagrid.master.CoverageAdvance;
import io.lambdagrid.master.MasterFileWriter;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.WrittenFile;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.stack.shop.ShopRecord;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The workload as a master dataset on this machine's file system, written by the table's own writer. */
public final class MasterFiles {
    /** The archive's default. */
    private static final long ROLL_BYTES = 128L << 20;

    private static final Instant INGESTED_AT = Instant.parse("2026-02-01T00:00:00Z");

    private final Path folder;
    private final OrdersWorkload workload;
    private final Dataset dataset;

    /** The dataset in a folder of its own below {@code parent}. */
    public MasterFiles(Path parent, OrdersWorkload workload) {
        this.folder = parent.resolve(workload.name());
        this.workload = workload;
        this.dataset = OrdersWorkload.dataset(workload.name());
    }

    /** Returns the folder as the grid takes it. */
    public String location() {
        return folder.toUri().toString();
    }

    /** Returns a pattern that matches the data files, as Spark and DuckDB take it. */
    public String files() {
        return folder.resolve(dataset.name()).resolve("data") + "/*.parquet";
    }

    /** Makes sure that the dataset holds the whole workload and nothing else; what is there already is used. */
    public void fill() throws UnreadableRecordException {
        MasterTable table = new MasterTable(MasterLocation.of(location(), Map.of()), dataset);
        Coverage nothing = Coverage.of(
                workload.name(),
                IntStream.range(0, OrdersWorkload.PARTITIONS)
                        .boxed()
                        .collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        if (!table.exists()) {
            table.createIfAbsent(nothing);
            write(table);
        }
        long found = table.coverage().recordsSince(nothing);
        if (found != workload.records()) {
            throw new IllegalStateException("The master dataset in '" + folder + "' holds '" + found
                    + "' records, which an interrupted run has left. Delete the folder.");
        }
    }

    private void write(MasterTable table) throws UnreadableRecordException {
        BitSet all = new BitSet();
        all.set(0, dataset.columns().size());
        RecordReader reader = RecordReader.of(dataset, all);
        Iterator<ShopRecord> records = workload.iterator();
        long[] ends = new long[OrdersWorkload.PARTITIONS];
        MasterFileWriter writer = table.newFile();
        for (long i = 0; records.hasNext(); i++) {
            int partition = (int) (i % ends.length);
            byte[] raw = Objects.requireNonNull(records.next().value());
            writer.accept(partition, ends[partition]++, INGESTED_AT, reader.read(raw), raw);
            if (writer.lengthBytes() >= ROLL_BYTES && records.hasNext()) {
                append(table, writer.close());
                writer = table.newFile();
            }
        }
        append(table, writer.close());
    }

    private static void append(MasterTable table, WrittenFile file) {
        table.append(List.of(file), CoverageAdvance.of(file.ranges()));
    }
}
