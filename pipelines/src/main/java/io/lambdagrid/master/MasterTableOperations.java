package io.lambdagrid.master;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit protocol: {@code metadata/v1.metadata.json}, {@code v2...}, each put in place by one atomic rename that
 * never replaces a file. The highest number is the table.
 *
 * <p>The layout is that of Iceberg's {@code HadoopTableOperations}, so that other engines open the table by its path,
 * but that class is not safe enough to hold the truth:
 *
 * <ul>
 *   <li>It reports an I/O error of the rename as "failed", although the rename may have happened, and Iceberg then
 *       deletes the manifests of a snapshot that may be committed. Here this is "unknown", after which nothing is
 *       deleted.
 *   <li>It starts from the version hint, which a committer that slept through a hundred commits sets back; versions
 *       that were cleaned up can then be written again. Here the hint is only written, for others, and never read, and
 *       a committer that finds its base cleaned up says "unknown".
 *   <li>On {@code file:} its rename replaces. Here it is a hard link, which does not.
 *   <li>It takes a folder that cannot be listed for a table that does not exist.
 * </ul>
 *
 * <p>Confined to one thread.
 */
final class MasterTableOperations implements TableOperations {
    private static final Logger LOG = LoggerFactory.getLogger(MasterTableOperations.class);
    private static final Pattern VERSION_FILE = Pattern.compile("v(\\d+)\\.metadata\\.json");

    private final Path table;
    private final Configuration configuration;
    private final HadoopFileIO io;
    private @Nullable TableMetadata current;
    private int version;

    MasterTableOperations(Path table, Configuration configuration) {
        this.table = table;
        this.configuration = configuration;
        this.io = new HadoopFileIO(configuration);
    }

    @Override
    public @Nullable TableMetadata current() {
        return current == null ? refresh() : current;
    }

    @Override
    public @Nullable TableMetadata refresh() {
        try {
            FileSystem files = table.getFileSystem(configuration);
            int newest = newestVersion(files);
            if (newest == 0) {
                current = null;
            } else if (newest != version || current == null) {
                current = TableMetadataParser.read(io, versionFile(newest).toString());
            }
            version = newest;
            return current;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Walks on from the version known; lists the folder when none is known or the known one was cleaned up. */
    private int newestVersion(FileSystem files) throws IOException {
        if (version == 0 || !files.exists(versionFile(version))) {
            return listNewestVersion(files).orElse(0);
        }
        int newest = version;
        while (files.exists(versionFile(newest + 1))) {
            newest++;
        }
        return newest;
    }

    private OptionalInt listNewestVersion(FileSystem files) throws IOException {
        try {
            FileStatus[] found = files.listStatus(metadataFolder());
            return Arrays.stream(found)
                    .map(file -> VERSION_FILE.matcher(file.getPath().getName()))
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max();
        } catch (FileNotFoundException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
        if (base != current) {
            throw new CommitFailedException("The table has changed since it was read");
        }
        if (base == metadata) {
            return;
        }
        Path prepared = new Path(metadataFolder(), UUID.randomUUID() + ".metadata.json");
        TableMetadataParser.write(metadata, io.newOutputFile(prepared.toString()));
        int next = version + 1;
        Path published = versionFile(next);
        try {
            FileSystem files = table.getFileSystem(configuration);
            publish(files, prepared, published);
            requireBaseStillThere(files);
            writeHint(files, next);
        } catch (IOException e) {
            throw new CommitStateUnknownException("The answer to the commit was lost", e);
        }
        CatalogUtil.deleteRemovedMetadataFiles(io, base, metadata);
        current = null;
    }

    private static void publish(FileSystem files, Path prepared, Path published) throws IOException {
        if ("file".equals(files.getScheme())) {
            try {
                Files.createLink(
                        java.nio.file.Path.of(published.toUri().getPath()),
                        java.nio.file.Path.of(prepared.toUri().getPath()));
            } catch (FileAlreadyExistsException e) {
                files.delete(prepared, false);
                throw new CommitFailedException(e, "Another commit came first: '%s'", published);
            }
            files.delete(prepared, false);
        } else if (!files.rename(prepared, published)) {
            if (!files.exists(prepared)) {
                throw new IOException("Neither renamed nor there: '" + prepared + "'");
            }
            files.delete(prepared, false);
            throw new CommitFailedException("Another commit came first: '%s'", published);
        }
    }

    /** The base leaves only after a hundred commits by others, so our number may have been free again: look first. */
    private void requireBaseStillThere(FileSystem files) throws IOException {
        if (version > 0 && !files.exists(versionFile(version))) {
            version = 0;
            throw new IOException("The commit's base was cleaned up meanwhile");
        }
    }

    private void writeHint(FileSystem files, int newest) {
        try (FSDataOutputStream hint = files.create(new Path(metadataFolder(), "version-hint.text"), true)) {
            hint.write(Integer.toString(newest).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("Version hint not written; only other engines look at it", e);
        }
    }

    private Path metadataFolder() {
        return new Path(table, "metadata");
    }

    private Path versionFile(int number) {
        return new Path(metadataFolder(), "v" + number + ".metadata.json");
    }

    @Override
    public FileIO io() {
        return io;
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return new Path(metadataFolder(), fileName).toString();
    }

    @Override
    public LocationProvider locationProvider() {
        TableMetadata metadata = current();
        if (metadata == null) {
            throw new IllegalStateException("No table at '" + table + "'");
        }
        return LocationProviders.locationsFor(metadata.location(), metadata.properties());
    }
}
