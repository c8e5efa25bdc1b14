package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.hazelcast.jet.core.AbstractProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Writes the rows it receives, many at a time, and completes when Cassandra has acknowledged each of them. Cooperative:
 * while too many rows are under way it takes no more, and the edge before it fills up.
 */
final class WriteRows extends AbstractProcessor {
    private static final int MAX_IN_FLIGHT = 256;

    private final CassandraSession session;
    private final List<RowWriter> writers;
    private final LongSupplier nanoClock;
    private final List<RetriedRequest> inFlight = new ArrayList<>();
    private final RowMetrics rowsTaken;

    WriteRows(CassandraSession session, List<RowWriter> writers, LongSupplier nanoClock) {
        this.session = session;
        this.writers = writers;
        this.rowsTaken = new RowMetrics(writers.stream()
                .map(writer -> CassandraSink.ROWS_METRIC + writer.view())
                .toList());
        this.nanoClock = nanoClock;
    }

    @Override
    protected boolean tryProcess(int ordinal, Object item) {
        if (inFlight.size() >= MAX_IN_FLIGHT) {
            removeAcknowledged();
            if (inFlight.size() >= MAX_IN_FLIGHT) {
                return false;
            }
        }
        BatchRow row = (BatchRow) item;
        RowWriter writer = writers.get(row.view());
        BoundStatement statement = writer.write(row);
        CqlSession cql = session.cql();
        inFlight.add(RetriedRequest.send(
                () -> cql.executeAsync(statement),
                "write a row of view '" + writer.view() + "'",
                session.settings(),
                nanoClock));
        rowsTaken.increment(row.view());
        return true;
    }

    @Override
    public boolean tryProcess() {
        removeAcknowledged();
        return true;
    }

    @Override
    public boolean complete() {
        removeAcknowledged();
        return inFlight.isEmpty();
    }

    private void removeAcknowledged() {
        inFlight.removeIf(request -> request.poll() != null);
    }
}
