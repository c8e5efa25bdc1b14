package io.lambdagrid.master;

import io.lambdagrid.master.MasterProblem.Kind;
import io.lambdagrid.master.MasterReport.PartitionReport;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.hadoop.HadoopInputFile;

/**
 * Proves that a master dataset is what was archived: every record that was ever committed is there once, as it was
 * written, and nothing else is. Reads only; may run beside everything else at any time. Confined to one thread.
 */
public final class MasterVerification {
    /** How closely to look. */
    public enum Depth {
        /** Each file: it is there, as long as it was written, with as many rows. */
        FILES,
        /** Besides, each row: every offset at most once and within the coverage, and all checksums. */
        ROWS
    }

    private final MasterTable table;
    private final Dataset dataset;
    private final Configuration configuration;
    private final RowFileReader reader;
    private final int problemLimit;

    /** Prepares a verification that keeps the first {@code problemLimit} problems. Does no I/O. */
    public MasterVerification(MasterLocation location, Dataset dataset, int problemLimit) {
        this.table = new MasterTable(location, dataset);
        this.dataset = dataset;
        this.configuration = location.configuration();
        this.reader = new RowFileReader(configuration);
        this.problemLimit = problemLimit;
    }

    /**
     * Verifies the newest snapshot.
     *
     * @throws GridException LG-103 when there is no table; LG-302 when the file system does not answer, so that nothing
     *     can be said
     */
    public MasterReport verify(Depth depth) {
        return verify(table.current().id(), depth);
    }

    /**
     * Verifies one snapshot.
     *
     * @throws GridException as above, and LG-103 when the table does not have this snapshot
     */
    public MasterReport verify(long snapshotId, Depth depth) {
        TableSnapshot described = table.snapshot(snapshotId);
        Table opened = table.opened();
        Snapshot snapshot = opened.snapshot(snapshotId);
        TableState state = TableState.of(snapshot);
        ProblemList problems = new ProblemList(problemLimit);
        Schema rows = MasterSchema.ofAllRows(opened);
        RowAudit audit = new RowAudit(state, rows, problems);
        List<DataFile> files = MasterFaults.naming(opened.location(), () -> TableFileList.of(opened, snapshot));
        Set<String> seen = new HashSet<>();
        for (DataFile file : files) {
            if (!seen.add(file.location())) {
                problems.add(MasterProblem.ofFile(Kind.FILE_TWICE, file.location(), "the table lists it twice"));
            } else if (isWhole(file, problems) && depth == Depth.ROWS) {
                readable(file.location(), problems, () -> {
                    reader.forEach(file.location(), rows, row -> audit.row(file.location(), row));
                    return true;
                });
            }
        }
        if (depth == Depth.ROWS) {
            audit.finish();
        }
        compareCounts(files, state, problems);
        return new MasterReport(
                dataset.name(),
                described,
                depth,
                partitions(state),
                files.size(),
                files.stream().mapToLong(DataFile::fileSizeInBytes).sum(),
                state.gaps(),
                state.expired(),
                problems.first(),
                problems.count());
    }

    private static List<PartitionReport> partitions(TableState state) {
        return Stream.concat(state.coverage().ends().keySet().stream(), state.contents().partitions().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(partition -> new PartitionReport(
                        partition,
                        RowAudit.archived(state, partition),
                        state.contents().of(partition).rows(),
                        Optional.ofNullable(state.expired())
                                .map(expired -> expired.records(partition))
                                .orElse(0L)))
                .toList();
    }

    private static void compareCounts(List<DataFile> files, TableState state, ProblemList problems) {
        long listed = files.stream().mapToLong(DataFile::recordCount).sum();
        if (listed != state.contents().rows()) {
            problems.add(MasterProblem.ofTable(
                    Kind.ROW_COUNT,
                    state.contents().rows() + " records were archived, but the files of the table have " + listed));
        }
    }

    /** Looks at a file from outside, and at its end, where it says what it holds. */
    private boolean isWhole(DataFile file, ProblemList problems) {
        String location = file.location();
        return readable(location, problems, () -> {
            HadoopInputFile input = HadoopInputFile.fromLocation(location, configuration);
            if (!input.exists()) {
                problems.add(MasterProblem.ofFile(Kind.FILE_MISSING, location, "it is missing"));
                return false;
            }
            if (input.getLength() != file.fileSizeInBytes()) {
                problems.add(MasterProblem.ofFile(
                        Kind.FILE_LENGTH,
                        location,
                        "it has " + input.getLength() + " bytes, but " + file.fileSizeInBytes() + " were written"));
                return false;
            }
            long rows = reader.footer(location).rows();
            if (rows != file.recordCount()) {
                problems.add(MasterProblem.ofFile(
                        Kind.FILE_ROWS,
                        location,
                        "it has " + rows + " rows, but " + file.recordCount() + " were written"));
            }
            return true;
        });
    }

    /** Takes a failure for one of this file if the file system as such still answers. */
    private boolean readable(String file, ProblemList problems, BooleanSupplier look) {
        try {
            return MasterFaults.readingFile(file, look::getAsBoolean);
        } catch (GridException e) {
            if (e.error() == GridError.MASTER_UNREACHABLE) {
                table.current();
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.add(MasterProblem.ofFile(
                    Kind.FILE_UNREADABLE, file, "it cannot be read to its end: " + MasterFaults.detail(cause)));
            return false;
        }
    }
}
