package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.lambdagrid.client.Column;
import io.lambdagrid.client.Key;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.View;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.node.metrics.GridMetric;
import io.lambdagrid.node.metrics.NodeMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which views there are, and their rows by key. */
final class ViewRoutes {
    private static final int MOST_KEYS = 1_000;

    private final Supplier<JoinedNode> node;
    private final NodeMeters meters;
    private final InstantSource clock;

    /** What is told of one view; columns are unknown while its first generation is built. */
    private record ViewAnswer(
            String view,
            String dataset,
            String definition,
            List<Column> columns,
            List<String> keyColumns,
            FreshnessAnswer freshness) {}

    private record ViewList(List<ViewAnswer> views) {}

    /** One row; {@code key} is what stands in the path, and in SQL's column {@code __key}. */
    private record KeyedRow(String key, Map<String, @Nullable Object> row) {}

    private record RowAnswer(String key, Map<String, @Nullable Object> row, FreshnessAnswer freshness) {}

    private record RowList(List<KeyedRow> rows, FreshnessAnswer freshness) {}

    ViewRoutes(Supplier<JoinedNode> node, NodeMeters meters, InstantSource clock) {
        this.node = node;
        this.meters = meters;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/views", Access.SOME_VIEWS, this::list),
                Route.get("/v1/views/{view}", Access.SOME_VIEWS, this::one),
                Route.get("/v1/views/{view}/rows", Access.SOME_VIEWS, this::rows),
                Route.get("/v1/views/{view}/rows/{key}", Access.SOME_VIEWS, this::row));
    }

    private void list(Context request, Caller caller) {
        JoinedNode joined = node.get();
        List<ViewAnswer> views = joined.status().views().stream()
                .filter(view -> caller.mayRead(view.view()))
                .map(view -> answer(joined.grid(), view))
                .toList();
        Json.answer(request, new ViewList(views));
    }

    private void one(Context request, Caller caller) {
        String name = readable(request, caller);
        JoinedNode joined = node.get();
        View<Row> view = joined.grid().view(name);
        ViewStatus status = joined.status()
                .view(view.name())
                .orElseThrow(() -> Refusal.notFound("There is no view '" + name + "' any more."));
        Json.answer(request, answer(joined.grid(), status));
    }

    private ViewAnswer answer(LambdaGrid grid, ViewStatus status) {
        View<Row> view = grid.view(status.view());
        boolean isKnown = !status.columns().isEmpty();
        return new ViewAnswer(
                status.view(),
                status.dataset(),
                status.definition(),
                isKnown ? view.columns() : List.of(),
                isKnown ? view.keyColumns() : List.of(),
                FreshnessAnswer.of(status.view(), view.freshness(), clock));
    }

    /** Names are looked at before anything is asked, so that nobody learns which views others may read. */
    private static String readable(Context request, Caller caller) {
        String name = request.pathParam("view");
        if (!caller.mayRead(name)) {
            throw Refusal.forbidden("The token '" + caller.name() + "' is not good for the view '" + name + "'.");
        }
        return name;
    }

    private void row(Context request, Caller caller) {
        String name = readable(request, caller);
        String text = request.pathParam("key");
        timed(name, () -> {
            View<Row> view = view(request, name);
            // Asked for before the row: what is read later reaches at least as far.
            FreshnessAnswer freshness = FreshnessAnswer.of(name, view.freshness(), clock);
            Optional<Row> row = view.get(RowKeyReading.key(text, view).parts().toArray());
            FreshnessAnswer.addHeaders(request, List.of(freshness));
            Map<String, @Nullable Object> values = values(row.orElseThrow(
                    () -> Refusal.notFound("View '" + name + "' has no row with the key '" + text + "'.")));
            Json.answer(request, new RowAnswer(text, values, freshness));
        });
    }

    private void rows(Context request, Caller caller) {
        String name = readable(request, caller);
        List<String> texts = request.queryParams("key");
        if (texts.isEmpty() || texts.size() > MOST_KEYS) {
            throw Refusal.badRequest(
                    "Give one to " + MOST_KEYS
                            + " keys, as in ?key=a&key=b; the parts of a key are separated by |. SQL lists rows: POST /v1/sql.");
        }
        timed(name, () -> {
            View<Row> view = view(request, name);
            FreshnessAnswer freshness = FreshnessAnswer.of(name, view.freshness(), clock);
            Map<Key, String> textByKey = new LinkedHashMap<>();
            texts.forEach(text -> textByKey.put(RowKeyReading.key(text, view), text));
            List<KeyedRow> rows = new ArrayList<>();
            view.getAll(textByKey.keySet())
                    .forEach((key, row) -> rows.add(new KeyedRow(textByKey.getOrDefault(key, ""), values(row))));
            FreshnessAnswer.addHeaders(request, List.of(freshness));
            Json.answer(request, new RowList(rows, freshness));
        });
    }

    private View<Row> view(Context request, String name) {
        View<Row> view = node.get().grid().view(name);
        String part = request.queryParam("part");
        return switch (part == null ? "merged" : part) {
            case "merged" -> view;
            case "batch" -> view.batch();
            case "realtime" -> view.realtime();
            default -> throw Refusal.badRequest("'part' must be merged, batch or realtime, but is '" + part + "'.");
        };
    }

    private static Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            values.put(row.columns().get(i).name(), ResultValue.plain(row.value(i)));
        }
        return values;
    }

    private void timed(String view, Runnable read) {
        long start = System.nanoTime();
        read.run();
        meters.count(GridMetric.VIEW_READS, view, "http");
        meters.time(GridMetric.VIEW_READ, Duration.ofNanos(System.nanoTime() - start), "rows");
    }
}
