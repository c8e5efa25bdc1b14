package io.lambdagrid.control;

import io.lambdagrid.cassandra.CassandraSchema;
import io.lambdagrid.cassandra.CassandraSession;
import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.cassandra.CatalogStore;
import io.lambdagrid.cassandra.StoredRows;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The connection to the catalog: opened when first needed, and again after a failure to open. Thread-safe. */
final class Catalog implements AutoCloseable {
    private final CassandraSettings settings;
    private @Nullable CassandraSession session;

    Catalog(CassandraSettings settings) {
        this.settings = settings;
    }

    CatalogStore store() {
        return new CatalogStore(session(), UUID::randomUUID);
    }

    StoredRows rows() {
        return new StoredRows(session());
    }

    /** Makes sure that the tables for the batch parts of these views exist. */
    void createTables(List<ViewDefinition> views) {
        new CassandraSchema(session()).createTables(views);
    }

    private synchronized CassandraSession session() {
        if (session == null) {
            CassandraSession opened = CassandraSession.connect(settings);
            new CassandraSchema(opened).createCatalog();
            session = opened;
        }
        return session;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
