package io.lambdagrid.control;

import io.lambdagrid.cassandra.CassandraSchema;
import io.lambdagrid.cassandra.CassandraSession;
import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.cassandra.CatalogStore;
import io.lambdagrid.cassandra.StoredDataset;
import io.lambdagrid.cassandra.StoredRows;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.ViewDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the catalog: opened when first needed, and again, ever less often, after a failure to open.
 * Thread-safe.
 */
final class CassandraCatalog implements Catalog {
    private static final String CONNECT = "connect";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CassandraSettings settings;
    private final Backoff backoff;
    private @Nullable CassandraSession session;
    private @Nullable GridException failure;

    CassandraCatalog(CassandraSettings settings, InstantSource clock) {
        this.settings = settings;
        this.backoff = new Backoff(clock, LONGEST_PAUSE);
    }

    @Override
    public CatalogStore store() {
        return new CatalogStore(session(), UUID::randomUUID);
    }

    @Override
    public StoredRows rows() {
        return new StoredRows(session());
    }

    @Override
    public void createTables(StoredDataset dataset) {
        new CassandraSchema(session()).createTables(dataset);
    }

    @Override
    public boolean haveTables(List<ViewDefinition> views) {
        return new CassandraSchema(session()).haveTables(views);
    }

    private synchronized CassandraSession session() {
        if (session == null) {
            if (failure != null && !backoff.mayTry(CONNECT)) {
                throw failure;
            }
            session = open();
            failure = null;
            backoff.succeeded(CONNECT);
        }
        return session;
    }

    private CassandraSession open() {
        CassandraSession opened = null;
        try {
            opened = CassandraSession.connect(settings);
            new CassandraSchema(opened).createCatalog();
            return opened;
        } catch (GridException e) {
            if (opened != null) {
                opened.close();
            }
            failure = e;
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
