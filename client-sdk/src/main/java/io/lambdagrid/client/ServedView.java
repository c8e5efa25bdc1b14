package io.lambdagrid.client;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A view read from the map of the generation being served.
 *
 * <p>A row that is there is right as long as the status by which it was read is recent. A row that is absent may be
 * absent because the map was retired and has gone since its name was learned, or because its partition was lost. So
 * after an absent row, or one that was long in coming, the status is asked for anew, and if another map is being served
 * by now, that one is read.
 */
final class ServedView<R> implements View<R> {
    /** The column of the row key, which every view has in SQL. */
    private static final String KEY = "__key";

    private final String name;
    private final Part part;
    private final ViewCatalog catalog;
    private final Connection connection;
    private final Reading reading;
    private final Function<ViewLayout, RowDecoder<R>> decoders;
    private volatile @Nullable Binding<R> lastBinding;

    /** What was derived from the columns of a status; holds as long as they stay. */
    private record Binding<R>(String columns, String keyColumns, ViewLayout layout, RowDecoder<R> decoder) {
        R decode(Row fetched) {
            return decoder.decode((column, kind) -> fetched.value(column.name()));
        }

        boolean fits(ViewStatus status) {
            return columns.equals(status.columns()) && keyColumns.equals(status.keyColumns());
        }
    }

    ServedView(String name, Part part, Reading reading, Function<ViewLayout, RowDecoder<R>> decoders) {
        this.name = name;
        this.part = part;
        this.catalog = reading.catalog();
        this.connection = reading.connection();
        this.reading = reading;
        this.decoders = decoders;
    }

    /** Checks the name, and the record class against the columns; a view that is starting has no columns yet. */
    ServedView<R> verified() {
        ViewStatus status = catalog.latest(name).status();
        if (!status.columns().isEmpty()) {
            binding(status);
        }
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return binding(catalog.toRead(name).status()).layout().columns();
    }

    @Override
    public List<String> keyColumns() {
        return binding(catalog.toRead(name).status()).layout().keyColumns();
    }

    @Override
    public Optional<R> get(@Nullable Object... keyParts) {
        Key key = Key.of(keyParts);
        KnownStatus known = catalog.toRead(name);
        while (true) {
            ViewStatus status = known.status();
            String rowKey = rowKey(key, status);
            GenericRecord row =
                    connection.<GenericRecord, @Nullable GenericRecord>ask(readableMap(status), map -> map.get(rowKey));
            KnownStatus latest = row != null && catalog.isRecent(known) ? known : catalog.latest(name);
            if (readableMap(latest.status()).equals(status.map())) {
                return decode(row, status);
            }
            known = catalog.toRead(name);
        }
    }

    @Override
    public CompletionStage<Optional<R>> getAsync(@Nullable Object... keyParts) {
        return getAsync(Key.of(keyParts));
    }

    private CompletionStage<Optional<R>> getAsync(Key key) {
        return catalog.toReadAsync(name).thenCompose(known -> readAsync(key, known));
    }

    private CompletionStage<Optional<R>> readAsync(Key key, KnownStatus known) {
        ViewStatus status = known.status();
        String rowKey = rowKey(key, status);
        return connection
                .<GenericRecord, @Nullable GenericRecord>askAsync(readableMap(status), map -> map.getAsync(rowKey))
                .thenCompose(row -> row != null && catalog.isRecent(known)
                        ? CompletableFuture.completedStage(decode(row, status))
                        : confirmAsync(key, row, status));
    }

    private CompletionStage<Optional<R>> confirmAsync(Key key, @Nullable GenericRecord row, ViewStatus status) {
        return catalog.latestAsync(name)
                .thenCompose(latest -> readableMap(latest.status()).equals(status.map())
                        ? CompletableFuture.completedStage(decode(row, status))
                        : getAsync(key));
    }

    @Override
    public Map<Key, R> getAll(Collection<Key> keys) {
        KnownStatus known = catalog.toRead(name);
        while (true) {
            ViewStatus status = known.status();
            Map<Key, String> rowKeys = rowKeys(keys, status);
            Set<String> wanted = Set.copyOf(rowKeys.values());
            Map<String, GenericRecord> rows = connection.<GenericRecord, Map<String, GenericRecord>>ask(
                    readableMap(status), (IMap<String, GenericRecord> map) -> map.getAll(wanted));
            boolean complete = rows.size() == wanted.size();
            KnownStatus latest = complete && catalog.isRecent(known) ? known : catalog.latest(name);
            if (readableMap(latest.status()).equals(status.map())) {
                return decodeAll(rowKeys, rows, status);
            }
            known = catalog.toRead(name);
        }
    }

    private Map<Key, String> rowKeys(Collection<Key> keys, ViewStatus status) {
        Map<Key, String> rowKeys = new LinkedHashMap<>();
        keys.forEach(key -> rowKeys.put(key, rowKey(key, status)));
        return rowKeys;
    }

    private Map<Key, R> decodeAll(Map<Key, String> rowKeys, Map<String, GenericRecord> rows, ViewStatus status) {
        Map<Key, R> found = new LinkedHashMap<>();
        Map<String, Optional<R>> decoded = new HashMap<>();
        rowKeys.forEach((key, rowKey) -> decoded.computeIfAbsent(rowKey, wanted -> decode(rows.get(wanted), status))
                .ifPresent(row -> found.put(key, row)));
        return Collections.unmodifiableMap(found);
    }

    @Override
    public Rows<R> scan() {
        return scanned("");
    }

    @Override
    public Rows<R> scan(String condition, @Nullable Object... arguments) {
        return scanned(where(condition), arguments);
    }

    /** The end of a line also ends a comment. */
    private static String where(String condition) {
        return " WHERE (" + condition + "\n)";
    }

    private Rows<R> scanned(String where, @Nullable Object... arguments) {
        Binding<R> binding = readableBinding();
        return new ScannedRows<>(query(binding, where, arguments), row -> binding.decode(row));
    }

    private Binding<R> readableBinding() {
        ViewStatus status = catalog.toRead(name).status();
        readableMap(status);
        return binding(status);
    }

    private SqlResult query(Binding<R> binding, String where, @Nullable Object... arguments) {
        String columns = Stream.concat(binding.layout().columnNames().stream(), Stream.of(KEY))
                .map(Queries::quoted)
                .collect(Collectors.joining(", "));
        return reading.queries()
                .run("SELECT " + columns + " FROM " + Queries.quoted(part.sqlName(name)) + where, arguments);
    }

    @Override
    public Subscription subscribe(Key key, RowListener<R> listener) {
        return watch(
                () -> get(key.parts().toArray()).map(row -> Map.of(KEY, row)).orElse(Map.of()), listener);
    }

    @Override
    public Subscription subscribe(RowListener<R> listener, String condition, @Nullable Object... arguments) {
        return watch(() -> found(condition, arguments), listener);
    }

    private Map<String, R> found(String condition, @Nullable Object... arguments) {
        Binding<R> binding = readableBinding();
        Map<String, R> found = new LinkedHashMap<>();
        try (SqlResult result = query(binding, where(condition), arguments)) {
            result.forEach(row -> found.put(row.text(KEY), binding.decode(row)));
        }
        return found;
    }

    /** What is wrong with the question itself is told to whoever asks; all else may pass. */
    private Subscription watch(Supplier<Map<String, R>> rows, RowListener<R> listener) {
        try {
            var unused = rows.get();
        } catch (LambdaGridException e) {
            if (e.error() == ErrorCode.REQUEST_INVALID || e.error() == ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
        return reading.polling().repeat(new WatchedRows<>(this::progress, rows, listener, System::nanoTime));
    }

    /** Returns another text whenever rows may be others. */
    private String progress() {
        ViewStatus status = catalog.toRead(name).status();
        String applied = catalog.progress(status).map(Progress::appliedCoverage).orElse("");
        return readableMap(status) + ' ' + status.batchCoverage() + ' ' + applied;
    }

    @Override
    public View<R> batch() {
        return of(Part.BATCH);
    }

    @Override
    public View<R> realtime() {
        return of(Part.REALTIME);
    }

    private View<R> of(Part other) {
        return new ServedView<>(name, other, reading, decoders);
    }

    @Override
    public Freshness freshness() {
        ViewStatus status = catalog.latest(name).status();
        return Freshness.of(status, catalog.progress(status));
    }

    @Override
    public boolean awaitIncludes(int partition, long offset, Duration timeout) {
        return reading.waiting().until(() -> reach(progress -> progress.applied(partition) > offset), timeout);
    }

    @Override
    public boolean awaitFreshTo(Instant time, Duration timeout) {
        return reading.waiting()
                .until(() -> reach(progress -> progress.freshToMillis() >= time.toEpochMilli()), timeout);
    }

    /** Whether readers see what the progress tells: the maps must be the same after it was read as before. */
    private boolean reach(Predicate<Progress> enough) {
        ViewStatus status = catalog.latest(name).status();
        refuseIncomplete(status);
        boolean applied = catalog.progress(status).filter(enough).isPresent();
        return applied
                && !status.map().isEmpty()
                && catalog.latest(name).status().map().equals(status.map());
    }

    private String readableMap(ViewStatus status) {
        refuseIncomplete(status);
        if (status.map().isEmpty()) {
            throw starting(status);
        }
        return status.map();
    }

    private LambdaGridException starting(ViewStatus status) {
        return new LambdaGridException(
                ErrorCode.VIEW_STARTING,
                "View '" + name + "' has no rows yet: its first generation is being built" + because(status)
                        + " Try again when its status is SERVING.");
    }

    private void refuseIncomplete(ViewStatus status) {
        if (ViewState.of(status) == ViewState.INCOMPLETE) {
            throw new LambdaGridException(
                    ErrorCode.VIEW_INCOMPLETE,
                    "View '" + name + "' cannot answer, because parts of it were lost" + because(status)
                            + " It answers again when its next generation is being served.");
        }
    }

    private static String because(ViewStatus status) {
        return status.reason().isEmpty() ? "." : ": " + status.reason() + ".";
    }

    private String rowKey(Key key, ViewStatus status) {
        return KeyText.of(key, binding(status).layout());
    }

    private Optional<R> decode(@Nullable GenericRecord row, ViewStatus status) {
        return Optional.ofNullable(row)
                .filter(part::isIn)
                .map(present -> binding(status).decoder().decode(ColumnValues.of(present, part)));
    }

    private Binding<R> binding(ViewStatus status) {
        if (status.columns().isEmpty()) {
            throw starting(status);
        }
        Binding<R> binding = lastBinding;
        if (binding == null || !binding.fits(status)) {
            ViewLayout layout = ViewLayout.of(status);
            binding = new Binding<>(status.columns(), status.keyColumns(), layout, decoders.apply(layout));
            lastBinding = binding;
        }
        return binding;
    }
}
