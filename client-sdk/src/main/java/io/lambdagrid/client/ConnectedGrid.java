package io.lambdagrid.client;

import com.hazelcast.sql.SqlStatement;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@link LambdaGrid} on an open connection. */
final class ConnectedGrid implements LambdaGrid, BatchRuns {
    /** The engine refuses a timeout for anything else. */
    private static final Pattern QUERY =
            Pattern.compile("(?:\\s|\\(|--.*|/\\*(?s:.*?)\\*/)*(?:SELECT|VALUES|WITH)\\b", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final ViewCatalog catalog;
    private final Waiting waiting = new Waiting(System::nanoTime);
    private final Clock clock = Clock.systemUTC();

    ConnectedGrid(Connection connection) {
        this.connection = connection;
        this.catalog = new ViewCatalog(connection, waiting, System::nanoTime);
    }

    @Override
    public View<Row> view(String name) {
        return new ServedView<>(name, Part.MERGED, catalog, connection, waiting, RowDecoder::untyped).verified();
    }

    @Override
    public <R extends Record> View<R> view(String name, Class<R> recordClass) {
        return new ServedView<R>(
                        name,
                        Part.MERGED,
                        catalog,
                        connection,
                        waiting,
                        layout -> RecordDecoder.of(recordClass, layout))
                .verified();
    }

    @Override
    public SqlResult sql(String query, @Nullable Object... arguments) {
        SqlStatement statement = new SqlStatement(query);
        if (QUERY.matcher(query).lookingAt()) {
            statement.setTimeoutMillis(connection.settings().statementTimeout().toMillis());
        }
        Arrays.stream(arguments).map(ConnectedGrid::parameter).forEach(statement::addParameter);
        return new FetchedRows(connection.askSql(engine -> engine.execute(statement)), connection::explain);
    }

    /** The engine would take a moment for a time with the time zone of whatever member runs the query. */
    private static @Nullable Object parameter(@Nullable Object argument) {
        return argument instanceof Instant moment ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC) : argument;
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
        connection.close();
    }
}
