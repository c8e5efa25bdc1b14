package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RejectedRecord;
import io.lambdagrid.view.Dataset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that could not be read or computed where SQL sees them. A record has one key, so that however often and
 * by whichever layer it is rejected, it is kept once. Confined to one thread.
 */
public final class RejectedRecords {
    private static final int TEXT_LENGTH = 200;
    private static final int RAW_LENGTH = 64 * 1024;

    private final HazelcastInstance grid;
    private final Dataset dataset;
    private final Clock clock;
    private final Map<String, RejectedRecord> gathered = new HashMap<>();

    public RejectedRecords(HazelcastInstance grid, Dataset dataset, Clock clock) {
        this.grid = grid;
        this.dataset = dataset;
        this.clock = clock;
    }

    /**
     * Gathers a record.
     *
     * @param view the view that could not compute it; empty when it could not be read
     */
    public void add(int partition, long offset, String view, String reason, byte @Nullable [] raw) {
        byte[] kept = raw == null || raw.length <= RAW_LENGTH ? raw : java.util.Arrays.copyOf(raw, RAW_LENGTH);
        RejectedRecord record = new RejectedRecord(
                dataset.name(),
                dataset.topic(),
                partition,
                offset,
                view,
                reason,
                text(kept),
                kept,
                clock.instant().atOffset(java.time.ZoneOffset.UTC));
        gathered.put(record.key(), record);
    }

    private static String text(byte @Nullable [] raw) {
        if (raw == null) {
            return "";
        }
        int length = Math.min(raw.length, TEXT_LENGTH);
        return new String(raw, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** Returns when everything added so far is kept. */
    public void flush() {
        if (!gathered.isEmpty()) {
            IMap<String, RejectedRecord> map = grid.getMap(GridMaps.REJECTED);
            map.putAll(gathered);
            gathered.clear();
        }
    }
}
