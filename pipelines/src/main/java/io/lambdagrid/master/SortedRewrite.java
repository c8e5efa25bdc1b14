package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.TypeUtil;

/**
 * Writes the rows of some files into one file, sorted by partition and offset. Sorts a slice of them after the other,
 * so that it takes little memory however large the files are.
 */
final class SortedRewrite {
    private final Table table;
    private final RowFileReader reader;
    private final List<String> files;
    private final Schema allRows;
    private final RowPlace place;
    private final RowHash rowHash;

    /** Prepares to rewrite files that all have the same columns. Does no I/O. */
    SortedRewrite(Table table, RowFileReader reader, List<DataFile> files) {
        this.table = table;
        this.reader = reader;
        this.files = files.stream().map(DataFile::location).toList();
        this.allRows = MasterSchema.ofAllRows(table);
        this.place = new RowPlace(allRows);
        this.rowHash = new RowHash(allRows);
    }

    /**
     * Writes the file and reads it again.
     *
     * @param sliceBytes about how many bytes of rows are in memory at a time
     * @throws GridException LG-411 when a file cannot be read, or the new file does not hold the same rows
     */
    WrittenFile write(long sliceBytes) {
        Schema columns = TypeUtil.select(allRows, reader.footer(files.get(0)).columns());
        RowFileWriter writer = RowFileWriter.create(table, columns);
        int[] positions =
                columns.columns().stream().mapToInt(allRows.columns()::indexOf).toArray();
        TreeMap<Integer, Tally> read = new TreeMap<>();
        WrittenFile written;
        try {
            for (SortSlice slice : slices(sliceBytes)) {
                sorted(slice, read).forEach(row -> writer.write(only(positions, row)));
            }
            written = writer.close();
        } catch (RuntimeException e) {
            writer.abandon();
            throw e;
        }
        requireSame(TableContents.of(read), written);
        return written;
    }

    /** Which rows are copied. */
    @FunctionalInterface
    interface Wanted {
        boolean includes(int partition, long offset);
    }

    /**
     * Writes only some of the rows of one file, in the order they have, and reads them again.
     *
     * @param others to which what was not wanted is added
     * @return empty when no row is wanted: no file is written then
     * @throws GridException as {@link #write} does
     */
    Optional<WrittenFile> copy(Wanted wanted, SortedMap<Integer, Tally> others) {
        Schema columns = TypeUtil.select(allRows, reader.footer(files.get(0)).columns());
        int[] positions =
                columns.columns().stream().mapToInt(allRows.columns()::indexOf).toArray();
        RowFileWriter writer = RowFileWriter.create(table, columns);
        TreeMap<Integer, Tally> kept = new TreeMap<>();
        WrittenFile written;
        try {
            reader.forEach(files.get(0), allRows, row -> {
                boolean stays = wanted.includes(place.partition(row), place.offset(row));
                (stays ? kept : others)
                        .merge(place.partition(row), Tally.NOTHING.plusRow(rowHash.of(row)), Tally::plus);
                if (stays) {
                    writer.write(only(positions, row));
                }
            });
            if (kept.isEmpty()) {
                writer.abandon();
                return Optional.empty();
            }
            written = writer.close();
        } catch (RuntimeException e) {
            writer.abandon();
            throw e;
        }
        requireSame(TableContents.of(kept), written);
        return Optional.of(written);
    }

    /** Rows are read with all columns of the table, so that a column that would be left out shows in their hash. */
    private static TableRow only(int[] positions, TableRow row) {
        TableRow narrow = new TableRow(positions.length);
        for (int i = 0; i < positions.length; i++) {
            narrow.set(i, row.value(positions[i]));
        }
        return narrow;
    }

    private List<SortSlice> slices(long sliceBytes) {
        TreeMap<Integer, SortSlice.Extent> extents = new TreeMap<>();
        Schema places = RowPlace.schemaIn(allRows);
        RowPlace ofPlaces = new RowPlace(places);
        long bytes = 0;
        long rows = 0;
        for (String file : files) {
            RowFileReader.Footer footer = reader.footer(file);
            bytes += footer.uncompressedBytes();
            rows += footer.rows();
            reader.forEach(
                    file,
                    places,
                    row -> extents.merge(
                            ofPlaces.partition(row),
                            SortSlice.Extent.of(ofPlaces.offset(row)),
                            SortSlice.Extent::plus));
        }
        long rowBytes = Math.max(1, bytes / Math.max(1, rows));
        return SortSlice.of(extents, Math.max(1, sliceBytes / rowBytes));
    }

    private List<TableRow> sorted(SortSlice slice, SortedMap<Integer, Tally> read) {
        List<TableRow> rows = new ArrayList<>();
        for (String file : files) {
            reader.forEach(file, allRows, slice.filter(), row -> {
                if (slice.includes(place.partition(row), place.offset(row))) {
                    read.merge(place.partition(row), Tally.NOTHING.plusRow(rowHash.of(row)), Tally::plus);
                    rows.add(row);
                }
            });
        }
        rows.sort(place.order());
        return rows;
    }

    private void requireSame(TableContents read, WrittenFile written) {
        TableContents found = reader.contents(written.file().location(), allRows);
        if (!found.equals(read)) {
            throw new GridException(
                    GridError.MASTER_DAMAGED,
                    "A file that was just written, '" + written.file().location() + "', holds '" + found
                            + "' instead of '" + read
                            + "'. It is not taken into the table; check the file system.");
        }
    }
}
