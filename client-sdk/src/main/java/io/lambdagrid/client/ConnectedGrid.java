package io.lambdagrid.client;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link LambdaGrid} on an open connection. */
final class ConnectedGrid implements LambdaGrid, BatchRuns {
    private final Connection connection;
    private final ViewCatalog catalog;
    private final Queries queries;
    private final Polling polling;
    private final Reading reading;
    private final Waiting waiting = new Waiting(System::nanoTime);
    private final Clock clock = Clock.systemUTC();

    ConnectedGrid(Connection connection) {
        this.connection = connection;
        this.catalog = new ViewCatalog(connection, waiting, System::nanoTime);
        this.queries = new Queries(connection);
        this.polling = new Polling();
        this.reading = new Reading(catalog, connection, queries, waiting, polling);
    }

    @Override
    public View<Row> view(String name) {
        return new ServedView<>(name, Part.MERGED, reading, RowDecoder::untyped).verified();
    }

    @Override
    public <R extends Record> View<R> view(String name, Class<R> recordClass) {
        return new ServedView<R>(name, Part.MERGED, reading, layout -> RecordDecoder.of(recordClass, layout))
                .verified();
    }

    @Override
    public SqlResult sql(String query, @Nullable Object... arguments) {
        return queries.run(query, arguments);
    }

    @Override
    public Views views() {
        return new ServedViews(connection, catalog, waiting, clock);
    }

    @Override
    public Rejections rejections() {
        return new ListedRejections(this, connection, catalog);
    }

    @Override
    public BatchRuns batch() {
        return this;
    }

    @Override
    public BatchRun run(String dataset) {
        return request(dataset, false);
    }

    @Override
    public BatchRun recompute(String dataset) {
        return request(dataset, true);
    }

    private BatchRun request(String dataset, boolean full) {
        catalog.requireDataset(dataset);
        String id = UUID.randomUUID().toString();
        OffsetDateTime now = OffsetDateTime.now(clock);
        RunRequest request = new RunRequest(id, dataset, full, now, 0, "");
        connection.<RunRequest, @Nullable RunRequest>ask(GridMaps.REQUESTS, map -> map.putIfAbsent(id, request));
        return new RequestedRun(request, connection, waiting);
    }

    @Override
    public void close() {
        polling.close();
        connection.close();
    }
}
