package io.lambdagrid.serving;

import com.hazelcast.aggregation.Aggregators;
import com.hazelcast.config.IndexConfig;
import com.hazelcast.config.IndexType;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.jet.impl.util.Util;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.nio.serialization.genericrecord.GenericRecordBuilder;
import com.hazelcast.query.Predicates;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RowKey;
import io.lambdagrid.client.wire.ViewFields;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.RowAge;
import io.lambdagrid.view.RowIndex;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one view in one generation: how the partial results of both layers become a record that SQL and clients
 * read column by column. The layout is described by {@link ViewFields}. Thread-safe.
 */
public final class ViewRows {
    private final ViewFold fold;
    private final Parts parts;
    private final String mapName;
    private final String typeName;
    private final HazelcastInstance grid;
    private final SerializationService serialization;

    /**
     * Creates the rows of a view; touches nothing.
     *
     * @param grid a member, not a client
     */
    public ViewRows(HazelcastInstance grid, ViewFold fold, long generation) {
        ViewDefinition view = fold.view();
        this.fold = fold;
        this.parts = new Parts(fold);
        this.mapName = GridMaps.view(view.name(), generation);
        this.typeName = ViewFields.typeName(view.name(), generation);
        this.grid = grid;
        this.serialization = Util.getNodeEngine(grid).getSerializationService();
    }

    public ViewFold fold() {
        return fold;
    }

    public Parts parts() {
        return parts;
    }

    public String mapName() {
        return mapName;
    }

    SerializationService serialization() {
        return serialization;
    }

    /** Makes the type of the rows known to the whole cluster, so that no partition thread has to wait for it. */
    public void announceType() {
        String keyOfNulls =
                RowKey.join(Collections.nCopies(fold.view().groupBy().size(), null));
        serialization.toData(row(keyOfNulls, new RowParts(parts.write(fold.empty()), null, null)));
    }

    /** Creates the view's indexes; before rows are written, since it would look at each of them. */
    public void createIndexes() {
        fold.view()
                .indexes()
                .forEach(index -> map().addIndex(new IndexConfig(
                        type(index.kind()), index.columns().toArray(String[]::new))));
    }

    private static IndexType type(RowIndex.Kind kind) {
        return switch (kind) {
            case HASH -> IndexType.HASH;
            case SORTED -> IndexType.SORTED;
        };
    }

    /**
     * Returns the keys of one partition's rows that have a real-time part in this slot.
     *
     * @param partitionKey any key that lives in the partition
     */
    public Set<String> keysWith(RealtimeSlot slot, Object partitionKey) {
        int bit = slot == RealtimeSlot.EVEN ? ViewFields.EVEN : ViewFields.ODD;
        return map().keySet(Predicates.partitionPredicate(
                partitionKey, Predicates.in(ViewFields.SLOTS, bit, ViewFields.EVEN + ViewFields.ODD)));
    }

    /**
     * Returns the keys of one partition's rows that lie before the view's horizon.
     *
     * @param partitionKey any key that lives in the partition
     */
    public Set<String> keysBefore(Horizons horizons, Object partitionKey) {
        long horizon = horizons.of(fold.view().name());
        Optional<RowAge> age = RowAge.of(fold.view()).filter(any -> horizon != Horizons.KEEPS_ALL);
        return age.map(rows -> map().keySet(Predicates.partitionPredicate(
                        partitionKey, Predicates.lessThan(rows.column(), (Comparable<?>) rows.firstKept(horizon)))))
                .orElse(Set.of());
    }

    /**
     * Returns the keys of one partition's rows that have a batch part.
     *
     * @param partitionKey any key that lives in the partition
     */
    public Set<String> batchKeys(Object partitionKey) {
        return map().keySet(Predicates.partitionPredicate(
                partitionKey, Predicates.in(ViewFields.PARTS, ViewFields.BATCH_ONLY, ViewFields.BOTH)));
    }

    /** Returns the batch parts of those rows among {@code keys} that have one. */
    public Map<String, byte[]> batchParts(Set<String> keys) {
        Map<String, byte[]> found = new HashMap<>();
        read(keys).forEach((key, row) -> {
            byte[] batch = RowParts.of(row).batch();
            if (batch != null) {
                found.put(key, batch);
            }
        });
        return found;
    }

    /** Returns how many rows have a batch part. */
    public long countBatchRows() {
        return map().aggregate(
                        Aggregators.count(), Predicates.in(ViewFields.PARTS, ViewFields.BATCH_ONLY, ViewFields.BOTH));
    }

    /** Returns the rows that exist among {@code keys}. */
    public Map<String, GenericRecord> read(Set<String> keys) {
        return map().getAll(keys);
    }

    /** Returns the row of a group: merged columns, the columns of either layer, and the partial results. */
    GenericRecord row(String key, RowParts row) {
        Object @Nullable [] batch = row.batch() == null ? null : parts.read(row.batch());
        Object @Nullable [] realtime = realtime(row);
        @Nullable Object @Nullable [] batchColumns = batch == null ? null : fold.finish(key, batch);
        @Nullable Object @Nullable [] realtimeColumns = realtime == null ? null : fold.finish(key, realtime);
        @Nullable Object[] merged = merged(key, batch, realtime, batchColumns, realtimeColumns);
        GenericRecordBuilder record = GenericRecordBuilder.compact(typeName);
        List<OutputColumn> columns = fold.view().outputs();
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            set(record, column.name(), column, merged[i]);
            if (!fold.isGroupColumn(i)) {
                set(record, ViewFields.batch(column.name()), column, batchColumns == null ? null : batchColumns[i]);
                set(
                        record,
                        ViewFields.realtime(column.name()),
                        column,
                        realtimeColumns == null ? null : realtimeColumns[i]);
            }
        }
        record.setInt32(ViewFields.PARTS, layers(batch, realtime));
        record.setInt32(ViewFields.SLOTS, slots(row));
        record.setArrayOfInt8(ViewFields.BATCH_PART, row.batch());
        record.setArrayOfInt8(ViewFields.EVEN_PART, row.even());
        record.setArrayOfInt8(ViewFields.ODD_PART, row.odd());
        return record.build();
    }

    private Object @Nullable [] realtime(RowParts row) {
        byte[] one = row.even() == null ? row.odd() : row.even();
        if (one == null) {
            return null;
        }
        Object[] partials = parts.read(one);
        return row.even() == null || row.odd() == null ? partials : fold.merge(partials, parts.read(row.odd()));
    }

    private static int layers(Object @Nullable [] batch, Object @Nullable [] realtime) {
        return (batch == null ? 0 : ViewFields.BATCH_ONLY) + (realtime == null ? 0 : ViewFields.REALTIME_ONLY);
    }

    private static int slots(RowParts row) {
        return (row.even() == null ? 0 : ViewFields.EVEN) + (row.odd() == null ? 0 : ViewFields.ODD);
    }

    private @Nullable Object[] merged(
            String key,
            Object @Nullable [] batch,
            Object @Nullable [] realtime,
            @Nullable Object @Nullable [] batchColumns,
            @Nullable Object @Nullable [] realtimeColumns) {
        if (realtime == null && batchColumns != null) {
            return batchColumns;
        }
        if (batch == null && realtimeColumns != null) {
            return realtimeColumns;
        }
        Object[] both = fold.empty();
        if (batch != null) {
            both = fold.merge(both, batch);
        }
        if (realtime != null) {
            both = fold.merge(both, realtime);
        }
        return fold.finish(key, both);
    }

    private static void set(GenericRecordBuilder record, String field, OutputColumn column, @Nullable Object value) {
        Object external = Temporal.toExternal(value, column.type());
        switch (column.type().kind()) {
            case BOOLEAN -> record.setNullableBoolean(field, (Boolean) external);
            case INTEGER -> record.setNullableInt32(field, (Integer) external);
            case BIGINT -> record.setNullableInt64(field, (Long) external);
            case DOUBLE -> record.setNullableFloat64(field, (Double) external);
            case DECIMAL -> record.setDecimal(field, (BigDecimal) external);
            case VARCHAR -> record.setString(field, (String) external);
            case DATE -> record.setDate(field, (LocalDate) external);
            case TIMESTAMP -> record.setTimestamp(field, (LocalDateTime) external);
        }
    }

    public IMap<String, GenericRecord> map() {
        return grid.getMap(mapName);
    }
}
