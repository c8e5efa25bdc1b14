package io.lambdagrid.serving;

import com.hazelcast.internal.serialization.Data;
import com.hazelcast.internal.serialization.SerializationService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one view map that belong to one partition, gathered for a {@link Fences#write}. */
public final class RowChanges {
    private final ViewRows view;
    private final List<Data> keys = new ArrayList<>();
    private final List<@Nullable Data> values = new ArrayList<>();

    public RowChanges(ViewRows view) {
        this.view = view;
    }

    /** Adds a row made of the partial results of its layers; one without any is taken away. */
    public void add(String key, RowParts parts) {
        SerializationService serialization = view.serialization();
        keys.add(serialization.toData(key));
        values.add(parts.isEmpty() ? null : serialization.toData(view.row(key, parts)));
    }

    MapRows serialized() {
        return new MapRows(view.mapName(), keys, values);
    }
}
