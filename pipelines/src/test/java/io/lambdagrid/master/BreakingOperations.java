package io.lambdagrid.master;

import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A file system that loses answers: the commit's, and then perhaps all others until {@link #repair}. */
final class BreakingOperations implements TableOperations {
    /** What became of the commit whose answer is lost. */
    enum Loss {
        BEFORE_IT_HAPPENED,
        AFTER_IT_HAPPENED
    }

    private final TableOperations intact;
    private final Loss loss;
    private final BooleanSupplier staysDown;
    private boolean broken;
    private boolean down;

    BreakingOperations(TableOperations intact, Loss loss, BooleanSupplier staysDown) {
        this.intact = intact;
        this.loss = loss;
        this.staysDown = staysDown;
    }

    void repair() {
        down = false;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
        if (broken) {
            intact.commit(base, metadata);
            return;
        }
        broken = true;
        if (loss == Loss.AFTER_IT_HAPPENED) {
            intact.commit(base, metadata);
        }
        down = staysDown.getAsBoolean();
        throw new CommitStateUnknownException(new SocketTimeoutException("timed out"));
    }

    @Override
    public TableMetadata refresh() {
        if (down) {
            throw new RuntimeIOException(new SocketTimeoutException("timed out"));
        }
        return intact.refresh();
    }

    @Override
    public TableMetadata current() {
        return intact.current();
    }

    @Override
    public FileIO io() {
        return intact.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return intact.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return intact.locationProvider();
    }
}
