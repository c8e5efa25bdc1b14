package io.lambdagrid.master;

import io.lambdagrid.view.GridException;
import java.util.Optional;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Makes changes to a table, each once: whatever goes wrong on the way, it looks whether the table has the change before
 * it says that it has not. Confined to one thread; others may change the table at any time.
 */
final class Commits {
    /** Each attempt that fails is somebody else's that succeeded, so this many are never needed. */
    static final int MAX_ATTEMPTS = 100;

    private final Object where;
    private final TableVersions versions;

    /** @param where names the table to people */
    Commits(Object where, TableVersions versions) {
        this.where = where;
        this.versions = versions;
    }

    /**
     * Makes a change, unless it was made already.
     *
     * @return the snapshot that it made
     * @throws GridException LG-402 when nobody can say whether it was made; any other when it was not
     */
    TableSnapshot make(TableChange change) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<TableSnapshot> made = tryToMake(change);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw MasterFaults.unknown(where, null);
    }

    /** Returns empty when somebody else's commit came in between, after which the table has to be read again. */
    private Optional<TableSnapshot> tryToMake(TableChange change) {
        TableVersions.Version newest = MasterFaults.naming(where, versions::newest);
        try {
            newest.follow(change, change.after(newest.state()));
            return made(change);
        } catch (ValidationException | CommitFailedException e) {
            return made(change);
        } catch (GridException refused) {
            return Optional.of(made(change).orElseThrow(() -> refused));
        } catch (RuntimeException e) {
            if (!MasterFaults.isEnvironment(e)) {
                throw e;
            }
            return Optional.of(made(change).orElseThrow(() -> MasterFaults.unreachable(where, e)));
        }
    }

    /** Looks whether the table holds what we tried to change. */
    private Optional<TableSnapshot> made(TableChange change) {
        try {
            return versions.newest().madeBy(change.name());
        } catch (RuntimeException e) {
            if (MasterFaults.isEnvironment(e)) {
                throw MasterFaults.unknown(where, e);
            }
            throw e;
        }
    }
}
