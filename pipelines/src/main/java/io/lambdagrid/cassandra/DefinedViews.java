package io.lambdagrid.cassandra;

import io.lambdagrid.view.Generation.ViewSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The views that are wanted over a dataset, whether or not they are served yet. They come from two sides: the files of
 * the configuration, whenever those change, and people who change a running cluster.
 *
 * @param views sorted by name
 * @param configured what the files said when they were last taken over; sorted by name
 * @param change names the write that made them what they are; {@code null} before the first
 */
public record DefinedViews(
        List<ViewSource> views,
        List<ViewSource> configured,
        @Nullable UUID change) {
    /** Before the first. */
    public static final DefinedViews NONE = new DefinedViews(List.of(), List.of(), null);

    public DefinedViews {
        views = sorted(views);
        configured = sorted(configured);
    }

    /**
     * Returns what is wanted when the files say {@code files}: what they have added, changed or removed since they were
     * last taken over is taken over; whatever else people have changed stays.
     */
    public DefinedViews configuredAs(Collection<ViewSource> files) {
        Map<String, ViewSource> before = byName(configured);
        Map<String, ViewSource> now = byName(files);
        Map<String, ViewSource> wanted = byName(views);
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            ViewSource view = now.get(name);
            if (view == null) {
                wanted.remove(name);
            } else if (!view.equals(before.get(name))) {
                wanted.put(name, view);
            }
        }
        return new DefinedViews(List.copyOf(wanted.values()), List.copyOf(files), change);
    }

    /** Returns what is wanted with this view added, or in the place of the one of its name. */
    public DefinedViews with(ViewSource view) {
        Map<String, ViewSource> wanted = byName(views);
        wanted.put(view.name(), view);
        return of(wanted.values());
    }

    /** Returns what is wanted without a view. */
    public DefinedViews without(String name) {
        Map<String, ViewSource> wanted = byName(views);
        wanted.remove(name);
        return of(wanted.values());
    }

    /** Returns that exactly these views are wanted. */
    public DefinedViews of(Collection<ViewSource> wanted) {
        return new DefinedViews(List.copyOf(wanted), configured, change);
    }

    public boolean contains(String name) {
        return views.stream().anyMatch(view -> view.name().equals(name));
    }

    /** Returns whether views that are computed are all that is wanted; they may be more. */
    public boolean areAmong(Collection<ViewSource> computed) {
        return computed.containsAll(views);
    }

    private static Map<String, ViewSource> byName(Collection<ViewSource> views) {
        Map<String, ViewSource> byName = new HashMap<>();
        views.forEach(view -> byName.put(view.name(), view));
        return byName;
    }

    private static List<ViewSource> sorted(Collection<ViewSource> views) {
        Map<String, ViewSource> byName = new TreeMap<>();
        views.forEach(view -> byName.put(Objects.requireNonNull(view.name()), view));
        return List.copyOf(byName.values());
    }
}
