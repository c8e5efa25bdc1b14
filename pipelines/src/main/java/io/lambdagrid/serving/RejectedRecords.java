package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RejectedRecord;
import io.lambdagrid.view.Dataset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records that could not be read or computed where SQL sees them. In one generation a record has one key, so that
 * however often and by whichever layer it is rejected, it is kept once; and with the maps of a generation go the
 * records that did not count in them, so that nobody has to find out which count by now. Confined to one thread.
 *
 * <p>The map lives in memory and lets go of the records that nobody asked for longest when it is full. The batch layer
 * stores what it rejects beside its rows, which brings it back as it brings back the rows.
 */
public final class RejectedRecords {
    private static final int TEXT_LENGTH = 200;
    private static final int REASON_LENGTH = 500;

    private final IMap<String, RejectedRecord> map;
    private final Dataset dataset;
    private final long base;
    private final Clock clock;
    private final Map<String, RejectedRecord> gathered = new HashMap<>();

    /** @param base the generation in whose maps the records do not count */
    public RejectedRecords(HazelcastInstance grid, Dataset dataset, long base, Clock clock) {
        this.map = grid.getMap(GridMaps.REJECTED);
        this.dataset = dataset;
        this.base = base;
        this.clock = clock;
    }

    /**
     * Gathers a record.
     *
     * @param view the view that could not compute it; empty when it could not be read
     * @param text the record, as {@link #text} shows it
     */
    public void add(int partition, long offset, String view, String reason, String text) {
        RejectedRecord record = new RejectedRecord(
                dataset.name(),
                base,
                dataset.topic(),
                partition,
                offset,
                view,
                shortened(reason, REASON_LENGTH),
                text,
                clock.instant().atOffset(ZoneOffset.UTC));
        add(record);
    }

    /** Gathers a record that was kept before. */
    public void add(RejectedRecord record) {
        gathered.put(record.key(), record);
    }

    /** Returns what of a record is shown; a tombstone is the empty text. */
    public static String text(byte @Nullable [] raw) {
        return raw == null
                ? ""
                : printable(new String(raw, 0, Math.min(raw.length, TEXT_LENGTH), StandardCharsets.UTF_8));
    }

    /** Returns what is shown of a record whose bytes are not at hand: {@code column=value, ...}, as far as read. */
    public static String text(Dataset dataset, @Nullable Object[] row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.length && text.length() < TEXT_LENGTH; i++) {
            if (row[i] != null) {
                text.append(text.length() == 0 ? "" : ", ")
                        .append(dataset.columns().get(i).name())
                        .append('=')
                        .append(row[i]);
            }
        }
        return printable(shortened(text.toString(), TEXT_LENGTH));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Returns when everything added so far is kept; returns what that was. */
    public List<RejectedRecord> flush() {
        if (gathered.isEmpty()) {
            return List.of();
        }
        map.putAll(gathered);
        List<RejectedRecord> kept = List.copyOf(gathered.values());
        gathered.clear();
        return kept;
    }

    /** Removes the records that did not count in the maps of a generation. */
    public static void remove(HazelcastInstance grid, String dataset, long base) {
        IMap<String, RejectedRecord> map = grid.getMap(GridMaps.REJECTED);
        map.removeAll(Predicates.and(Predicates.equal("dataset", dataset), Predicates.equal("generation", base)));
    }
}
