package io.lambdagrid.master;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** Every file that some snapshot of a table needs. */
final class TableReferences {
    private TableReferences() {}

    static Set<String> of(Table table) {
        Set<String> locations = new HashSet<>();
        table.statisticsFiles().forEach(file -> locations.add(file.path()));
        table.partitionStatisticsFiles().forEach(file -> locations.add(file.path()));
        for (Snapshot snapshot : table.snapshots()) {
            locations.add(snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (locations.add(manifest.path())) {
                    addFiles(manifest, table, locations);
                }
            }
        }
        return locations;
    }

    private static void addFiles(ManifestFile manifest, Table table, Set<String> locations) {
        try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
            files.forEach(file -> locations.add(file.location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
