package io.lambdagrid.view;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Which rows of some views have left: by the name of the view, the moment before which none are kept.
 *
 * <p>A horizon is decided once, written down with the generation it belongs to, and only moves forward while the
 * definition stays the same. Nobody compares a row with his own clock: what a view contains follows from its
 * definition, a coverage and a horizon alone, whoever computes it.
 *
 * @param byView microseconds since 1970-01-01; views that keep all of their rows are absent; unmodifiable
 */
public record Horizons(SortedMap<String, Long> byView) implements Serializable {
    /** Nothing has left. */
    public static final Horizons NONE = new Horizons(Map.of());

    /** What stands for the horizon of a view that keeps all of its rows. */
    public static final long KEEPS_ALL = Long.MIN_VALUE;

    public Horizons {
        byView = Collections.unmodifiableSortedMap(new TreeMap<>(byView));
    }

    public Horizons(Map<String, Long> byView) {
        this(new TreeMap<>(byView));
    }

    /** Returns the moment before which no row of a view is kept; {@link #KEEPS_ALL} when all are. */
    public long of(String view) {
        return byView.getOrDefault(view, KEEPS_ALL);
    }

    /** Returns a moment given in microseconds since 1970-01-01. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns these horizons with that of one view moved to {@code micros}. */
    public Horizons with(String view, long micros) {
        Map<String, Long> moved = new TreeMap<>(byView);
        moved.put(view, micros);
        return new Horizons(moved);
    }

    /** Returns whether no horizon lies before the other's: nothing that has left there is here. */
    public boolean reach(Horizons other) {
        return other.byView.entrySet().stream().allMatch(horizon -> of(horizon.getKey()) >= horizon.getValue());
    }

    /** Reads the form that {@link #toString()} writes. */
    public static Horizons parse(String text) {
        Map<String, Long> byView = new TreeMap<>();
        for (String horizon : text.split(",", -1)) {
            int equals = horizon.indexOf('=');
            if (equals > 0) {
                byView.put(horizon.substring(0, equals), Long.valueOf(horizon.substring(equals + 1)));
            } else if (!horizon.isEmpty()) {
                throw new IllegalArgumentException("Horizons read VIEW=MICROS,..., but are '" + text + "'");
            }
        }
        return new Horizons(byView);
    }

    /** Returns the durable text form, such as {@code revenue_by_day=1764806400000000}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        byView.forEach((view, micros) -> text.add(view + "=" + micros));
        return text.toString();
    }
}
