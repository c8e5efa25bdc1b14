package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.jspecify.annotations.Nullable;

/** A data file in memory: which offsets it holds. */
final class SimulatedFile implements ArchiveFile {
    private final SimulatedArchive world;
    private final SimulatedTable table;
    private final SimulatedArchive.Execution who;
    private final List<Row> rows = new ArrayList<>();

    record Row(int partition, long offset) {}

    SimulatedFile(SimulatedArchive world, SimulatedTable table, SimulatedArchive.Execution who) {
        this.world = world;
        this.table = table;
        this.who = who;
    }

    @Override
    public void accept(
            int partition, long offset, Instant ingestedAt, @Nullable Object[] columns, byte @Nullable [] raw) {
        rows.add(new Row(partition, offset));
    }

    @Override
    public void reject(int partition, long offset, Instant ingestedAt, String reason, byte @Nullable [] raw) {
        rows.add(new Row(partition, offset));
    }

    @Override
    public long lengthBytes() {
        return rows.size();
    }

    @Override
    public WrittenFile close() {
        world.point(who, "close a file");
        if (world.schedule().faultOnceIn(40)) {
            throw new GridException(GridError.MASTER_UNREACHABLE, "the file system is away");
        }
        String location = "file-" + world.nextFile();
        table.keep(location, rows);
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        Map<Integer, Tally> tallies = new HashMap<>();
        for (Row row : rows) {
            ranges.merge(row.partition(), new OffsetRange(row.offset(), row.offset() + 1), OffsetRange::span);
            tallies.merge(row.partition(), new Tally(1, row.offset()), Tally::plus);
        }
        DataFile file = DataFiles.builder(PartitionSpec.unpartitioned())
                .withPath(location)
                .withFormat("parquet")
                .withFileSizeInBytes(1)
                .withRecordCount(rows.size())
                .build();
        world.point(who, "closed " + location);
        return new WrittenFile(file, ranges, TableContents.of(tallies));
    }

    @Override
    public void abandon() {}
}
