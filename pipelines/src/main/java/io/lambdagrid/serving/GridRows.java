package io.lambdagrid.serving;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import io.lambdagrid.view.Horizons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The rows of one generation in the maps of the grid. Thread-safe. */
public final class GridRows implements FencedRows {
    private final GridFences fences;
    private final List<ViewRows> views;

    public GridRows(GridFences fences, List<ViewRows> views) {
        this.fences = fences;
        this.views = List.copyOf(views);
    }

    @Override
    public Map<String, RowParts> read(int view, Set<String> keys) {
        Map<String, RowParts> found = new HashMap<>();
        views.get(view).read(keys).forEach((key, row) -> found.put(key, RowParts.of(row)));
        return found;
    }

    @Override
    public Set<String> keysWith(int view, RealtimeSlot slot, int partition) {
        return views.get(view).keysWith(slot, fences.keyOf(partition));
    }

    @Override
    public Set<String> keysBefore(int view, Horizons horizons, int partition) {
        return views.get(view).keysBefore(horizons, fences.keyOf(partition));
    }

    @Override
    public CompletableFuture<WriteOutcome> write(
            int partition, String expected, String next, List<RowChanges> changes) {
        return fences.write(
                partition,
                expected,
                next,
                changes.stream().map(this::serialized).toList());
    }

    MapRows serialized(RowChanges changes) {
        ViewRows view = views.get(changes.view());
        SerializationService serialization = view.serialization();
        List<Data> keys = new ArrayList<>();
        List<@Nullable Data> values = new ArrayList<>();
        changes.rows().forEach((key, parts) -> {
            keys.add(serialization.toData(key));
            values.add(parts.isEmpty() ? null : serialization.toData(view.row(key, parts)));
        });
        return new MapRows(view.mapName(), keys, values);
    }
}
