package io.lambdagrid.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.hadoop.HadoopInputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Reads whole data files row by row. Throws LG-302 or LG-411 as {@link MasterFaults#readingFile} says. */
final class RowFileReader {
    private final Configuration configuration;

    RowFileReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * What a file says at its end.
     *
     * @param columns the ids of the fields that it has
     */
    record Footer(long rows, long uncompressedBytes, Set<Integer> columns) {}

    void forEach(String file, Schema schema, Consumer<TableRow> action) {
        forEach(file, schema, Expressions.alwaysTrue(), action);
    }

    /** Hands over at least the rows that match; stretches of rows that surely do not are skipped. */
    void forEach(String file, Schema schema, Expression matching, Consumer<TableRow> action) {
        MasterFaults.readingFile(file, () -> {
            try (CloseableIterable<TableRow> rows = Parquet.read(HadoopInputFile.fromLocation(file, configuration))
                    .project(schema)
                    .filter(matching)
                    .createReaderFunc(InternalReader.readerFunction())
                    .setRootType(TableRow.class)
                    .build()) {
                rows.forEach(action);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return file;
        });
    }

    Footer footer(String file) {
        return MasterFaults.readingFile(file, () -> {
            try (ParquetFileReader footer =
                    ParquetFileReader.open(org.apache.parquet.hadoop.util.HadoopInputFile.fromPath(
                            new org.apache.hadoop.fs.Path(file), configuration))) {
                return new Footer(
                        footer.getRecordCount(),
                        footer.getRowGroups().stream()
                                .mapToLong(BlockMetaData::getTotalByteSize)
                                .sum(),
                        footer.getFileMetaData().getSchema().getFields().stream()
                                .map(field -> field.getId().intValue())
                                .collect(Collectors.toUnmodifiableSet()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Returns what the rows of a file amount to, by reading them all. */
    TableContents contents(String file, Schema schema) {
        RowHash hash = new RowHash(schema);
        RowPlace place = new RowPlace(schema);
        TreeMap<Integer, Tally> tallies = new TreeMap<>();
        forEach(
                file,
                schema,
                row -> tallies.merge(place.partition(row), Tally.NOTHING.plusRow(hash.of(row)), Tally::plus));
        return TableContents.of(tallies);
    }
}
