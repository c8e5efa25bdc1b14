package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.lambdagrid.view.ViewDefinition;
import java.util.function.LongSupplier;

/** Reads the rows of one view: of each key the newest within a range of generations. Thread-safe. */
final class RowReader {
    private static final int PAGE_ROWS = 1000;

    private final CassandraSession session;
    private final String view;
    private final PreparedStatement select;
    private final CassandraSource.Generations generations;
    private final LongSupplier nanoClock;

    private RowReader(
            CassandraSession session,
            String view,
            PreparedStatement select,
            CassandraSource.Generations generations,
            LongSupplier nanoClock) {
        this.session = session;
        this.view = view;
        this.select = select;
        this.generations = generations;
        this.nanoClock = nanoClock;
    }

    /** Asks Cassandra to prepare the statement; blocks. The view's table must exist. */
    static RowReader prepare(
            CassandraSession session,
            ViewDefinition view,
            CassandraSource.Generations generations,
            LongSupplier nanoClock) {
        return prepare(session, view.name(), BatchViewTable.of(view), generations, nanoClock);
    }

    /** Does the same for the records of a dataset that were rejected. */
    static RowReader prepareRejected(
            CassandraSession session, String dataset, CassandraSource.Generations generations, LongSupplier nanoClock) {
        return prepare(session, BatchViewTable.REJECTED, BatchViewTable.ofRejected(dataset), generations, nanoClock);
    }

    private static RowReader prepare(
            CassandraSession session,
            String view,
            BatchViewTable table,
            CassandraSource.Generations generations,
            LongSupplier nanoClock) {
        String select = table.selectNewestCql(session.settings().keyspace());
        try {
            return new RowReader(session, view, session.cql().prepare(select), generations, nanoClock);
        } catch (DriverException e) {
            throw DriverFailure.asGridException(e, session.settings(), "prepare reading rows of view '" + view + "'");
        }
    }

    String view() {
        return view;
    }

    /** Returns a scan that has not started; {@code viewIndex} marks its rows. */
    SliceScan scan(int viewIndex, RingSlice slice) {
        CassandraSettings settings = session.settings();
        BoundStatement statement = select.bind(slice.start(), slice.end(), generations.base(), generations.newest())
                .setPageSize(PAGE_ROWS)
                .setConsistencyLevel(settings.consistency().readLevel())
                .setRoutingKeyspace(CqlIdentifier.fromInternal(settings.keyspace()))
                .setIdempotent(true);
        // A node that holds the slice can answer without asking another.
        BoundStatement routed = session.cql()
                .getMetadata()
                .getTokenMap()
                .map(tokens -> statement.setRoutingToken(tokens.parse(Long.toString(slice.end()))))
                .orElse(statement);
        return new SliceScan(session, viewIndex, view, routed, nanoClock);
    }
}
