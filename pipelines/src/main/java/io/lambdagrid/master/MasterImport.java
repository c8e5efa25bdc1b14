package io.lambdagrid.master;

import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.RecordFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Takes history that never was in Kafka into a master dataset.
 *
 * <p>An import is a partition of its own, with a negative number, whose offsets count its records; so each record has a
 * place like any other, the coverage says whether an answer includes the import, and the seam between the batch views
 * and the log stays where it was. All of it becomes visible at once, in one commit, or nothing does.
 *
 * <p>Records of all formats are read as JSON is read from a topic, whatever the format of this one; what it cannot read
 * is kept as a rejected record. Confined to one thread.
 */
public final class MasterImport {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final MasterTable table;
    private final Dataset dataset;
    private final Configuration configuration;
    private final long targetFileBytes;
    private final Clock clock;
    private final RecordReader reader;

    /** Prepares an import. Does no I/O. */
    public MasterImport(MasterLocation location, Dataset dataset, UpkeepSettings settings, Clock clock) {
        this(new MasterTable(location, dataset), location, dataset, settings, clock);
    }

    /** For tests that break the commit on purpose. */
    MasterImport(MasterTable table, MasterLocation location, Dataset dataset, UpkeepSettings settings, Clock clock) {
        this.table = table;
        this.dataset = dataset;
        this.configuration = location.configuration();
        this.targetFileBytes = settings.targetFileBytes();
        this.clock = clock;
        this.reader = RecordReader.of(asImported(dataset));
    }

    /** Returns what a dataset is to the reader of imported records. */
    static Dataset asImported(Dataset dataset) {
        return new Dataset(
                dataset.name(),
                dataset.topic(),
                RecordFormat.JSON,
                dataset.columns(),
                dataset.eventTime(),
                dataset.keepsRaw());
    }

    /**
     * What became of an import.
     *
     * @param partition where its records are
     * @param accepted how many records could be read
     * @param rejected how many were kept although they could not be read
     * @param isNew whether it was made now; if not, an import of this id was there and nothing was done
     */
    public record Outcome(int partition, long accepted, long rejected, boolean isNew) {}

    /** A file to import. */
    public record Source(String location, ImportFormat format) {}

    /**
     * Imports files, unless an import of this id is there already. May be killed at any instruction and repeated.
     *
     * @param id names the import for ever
     * @param sources in the order of their records; a location without a scheme is a local path
     * @throws GridException LG-120 when the id is not allowed or a file is not there; LG-103 without a table; LG-302 or
     *     LG-402 when the file system does not answer: repeat it with the same id; LG-403 when another import came in
     *     between
     */
    public Outcome run(String id, List<Source> sources) {
        if (!ID.matcher(id).matches()) {
            throw new GridException(
                    GridError.REQUEST_INVALID,
                    "The id of an import '" + id
                            + "' must be 1 to 100 letters, digits, '.', '_', ':' or '-'. Choose another one.");
        }
        TableState before = table.state();
        Integer known = before.imports().get(id);
        if (known != null) {
            return new Outcome(known, 0, 0, false);
        }
        Writing writing = new Writing(before.nextImportPartition());
        try {
            sources.forEach(source -> copy(source, writing));
            writing.endFile();
        } catch (RuntimeException e) {
            writing.abandon();
            throw e;
        }
        // From here on only the table says whether the files are needed.
        table.commit(new ImportAppend(id, writing.partition, writing.offset, writing.files, writing.startedNanos));
        return new Outcome(writing.partition, writing.offset - writing.rejected, writing.rejected, true);
    }

    private void copy(Source source, Writing writing) {
        Path path = path(source.location());
        try (ImportSource records = open(path, source.format())) {
            for (ImportedRecord next = records.next(); next != null; next = records.next()) {
                writing.add(next);
            }
        } catch (FileNotFoundException e) {
            throw new GridException(
                    GridError.REQUEST_INVALID,
                    "There is no file '" + source.location() + "'. Expected a local path or a URI such as"
                            + " hdfs://HOST:PORT/PATH.",
                    e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof GridException grid) {
                throw grid;
            }
            throw new GridException(
                    GridError.REQUEST_INVALID,
                    "'" + source.location() + "' cannot be read as " + source.format() + ": " + MasterFaults.detail(e)
                            + ". Nothing was imported; correct the file or say what it is.",
                    e);
        }
    }

    private static Path path(String location) {
        return location.matches("[a-z0-9]+:.*")
                ? new Path(location)
                : new Path(java.nio.file.Path.of(location).toUri());
    }

    private ImportSource open(Path path, ImportFormat format) throws IOException {
        return switch (format) {
            case CSV -> new CsvSource(stream(path), dataset);
            case JSON_LINES -> new JsonLinesSource(stream(path));
            case PARQUET -> new ParquetSource(path, configuration);
        };
    }

    private InputStream stream(Path path) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
        InputStream in = files.open(path);
        return codec == null ? in : codec.createInputStream(in);
    }

    /** The files of an import that are written so far. */
    private final class Writing {
        private final int partition;
        private final long startedNanos = System.nanoTime();
        private final List<WrittenFile> files = new ArrayList<>();
        private @Nullable MasterFileWriter file;
        private long offset;
        private long rejected;

        Writing(int partition) {
            this.partition = partition;
        }

        void add(ImportedRecord record) {
            if (file == null) {
                file = table.newFile();
            }
            try {
                if (record.problem() != null) {
                    throw new UnreadableRecordException(record.problem());
                }
                // What is kept beside the columns can be read again as the topic's records can, or is not kept.
                byte @Nullable [] raw = dataset.format() instanceof RecordFormat.Json ? record.json() : null;
                file.accept(partition, offset, clock.instant(), reader.read(record.json()), raw);
            } catch (UnreadableRecordException e) {
                file.reject(partition, offset, clock.instant(), String.valueOf(e.getMessage()), record.json());
                rejected++;
            }
            offset++;
            if (file.lengthBytes() >= targetFileBytes) {
                endFile();
            }
        }

        void endFile() {
            if (file != null) {
                files.add(file.close());
                file = null;
            }
        }

        /** Nothing of this was ever shown to the table. */
        void abandon() {
            if (file != null) {
                file.abandon();
            }
            Table opened = table.opened();
            files.forEach(
                    written -> RowFileWriter.delete(opened.io(), written.file().location()));
        }
    }
}
