package io.lambdagrid.master;

import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * Operations on a table that look at each of its states before it is used. A commit is made on top of the newest state,
 * which may have come after the one its author has seen.
 */
record WatchedOperations(TableOperations operations, Consumer<TableMetadata> watch) implements TableOperations {
    @Override
    public @Nullable TableMetadata current() {
        return operations.current();
    }

    @Override
    public @Nullable TableMetadata refresh() {
        TableMetadata metadata = operations.refresh();
        if (metadata != null) {
            watch.accept(metadata);
        }
        return metadata;
    }

    @Override
    public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
        operations.commit(base, metadata);
    }

    @Override
    public FileIO io() {
        return operations.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return operations.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return operations.locationProvider();
    }
}
