package io.lambdagrid.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Puts all rows of a table into one file, each as it stands, as a compaction may do. */
final class VerbatimRewrite {
    private final MasterTable master;

    VerbatimRewrite(MasterTable master) {
        this.master = master;
    }

    void mergeAllFiles() {
        Table table = master.table();
        Set<DataFile> before = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles();
                DataWriter<TableRow> writer = Parquet.writeData(table.io()
                                .newOutputFile(table.locationProvider()
                                        .newDataLocation(System.nanoTime() + "-merged.parquet")))
                        .forTable(table)
                        .withSpec(table.spec())
                        .createWriterFunc(type -> InternalWriter.<TableRow>createWriter(table.schema(), type))
                        .build()) {
            for (FileScanTask task : tasks) {
                before.add(task.file());
                copy(task.file(), table, writer);
            }
            writer.close();
            table.newRewrite()
                    .rewriteFiles(before, Set.of(writer.toDataFile()))
                    .set(MasterTable.COVERAGE_PROPERTY, master.coverage().toString())
                    .commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(DataFile file, Table table, DataWriter<TableRow> writer) throws IOException {
        try (CloseableIterable<TableRow> rows = Parquet.read(table.io().newInputFile(file.location()))
                .project(table.schema())
                .createReaderFunc(InternalReader.readerFunction())
                .setRootType(TableRow.class)
                .build()) {
            rows.forEach(writer::write);
        }
    }
}
