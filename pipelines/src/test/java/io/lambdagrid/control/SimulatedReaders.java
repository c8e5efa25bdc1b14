package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.RowParts;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.simulation.SimulatedTopic;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Readers by SQL, who go by a view's name, and by key, who go by its status and keep it for a while. Whatever they read
 * is compared with a plain fold of exactly the records that the fence of the partition says, and nobody sees less than
 * anybody has seen before.
 */
final class SimulatedReaders {
    private final SimulatedCluster world;
    private final SimulatedMaps maps;
    private final SortedMap<String, Led> names = new TreeMap<>();
    private final SortedMap<String, Kept> kept = new TreeMap<>();
    private final Map<String, Coverage> seen = new HashMap<>();

    /** Where a name leads. */
    private record Led(ViewDefinition view, long base) {}

    /** What a reader by key was told last. */
    private record Kept(ViewStatus status, Instant since) {}

    SimulatedReaders(SimulatedCluster world, SimulatedMaps maps) {
        this.world = world;
        this.maps = maps;
    }

    /** Returns the readers of one half of a split grid. */
    SimulatedReaders copy(SimulatedMaps half) {
        SimulatedReaders copy = new SimulatedReaders(world, half);
        copy.names.putAll(names);
        copy.kept.putAll(kept);
        copy.seen.putAll(seen);
        return copy;
    }

    void lead(ViewDefinition view, long base) {
        names.put(view.name(), new Led(view, base));
    }

    void remove(String view) {
        names.remove(view);
    }

    /** All members are gone, and with them what was told. */
    void loseAll() {
        names.clear();
        kept.clear();
        seen.clear();
    }

    SortedMap<String, Long> leads() {
        SortedMap<String, Long> leads = new TreeMap<>();
        names.forEach((name, led) -> leads.put(name, led.base()));
        return leads;
    }

    /** Reads all rows of all views. */
    void read() {
        names.forEach((name, led) -> read("SQL", led.view(), led.base(), null));
        SharedMap<ViewStatus> statuses = maps.shared(Points.NONE).map(GridMaps.VIEWS);
        for (ViewStatus status : statuses.values()) {
            if (answers(status)) {
                readByKey(status);
            } else {
                kept.remove(status.view());
            }
        }
    }

    private static boolean answers(ViewStatus status) {
        return status.status().equals(ViewStatus.SERVING) || status.status().equals(ViewStatus.HALTED);
    }

    private void readByKey(ViewStatus latest) {
        Instant now = world.clock().instant();
        Kept known = kept.get(latest.view());
        if (known == null
                || !guidance(known).equals(ViewStatus.KEEP)
                || now.isAfter(known.since().plus(Serving.STATUS_MAX_AGE))) {
            known = new Kept(latest, now);
            kept.put(latest.view(), known);
        }
        ViewStatus status = known.status();
        if (!guidance(known).equals(ViewStatus.WAIT)) {
            ViewDefinition view = world.compiler()
                    .compile(new Generation.ViewSource(status.view(), status.definition()), world.datasets());
            read("SDK", view, status.base(), Coverage.parse(status.appliedCoverage()));
        }
    }

    private String guidance(Kept known) {
        return world.plant() == SimulatedCluster.Plant.READERS_DO_NOT_WAIT
                ? ViewStatus.KEEP
                : known.status().guidance();
    }

    private void read(String how, ViewDefinition view, long base, @Nullable Coverage claimed) {
        requireServed(how, view, base);
        SortedMap<Integer, String> fences = maps.fencesOf(base);
        if (fences.isEmpty() && world.wasSplit()) {
            // Rows of the other half's history are shut before names are taken away, and are still what they were.
            return;
        }
        for (int partition = 0; partition < SimulatedMaps.PARTITIONS; partition++) {
            String text = fences.get(partition);
            assertThat(text)
                    .as("%s reads '%s' in generation %s, whose rows are there", how, view.name(), base)
                    .isNotNull()
                    .matches(fence -> !Fences.isBuilding(fence));
            Coverage included = Fence.parse(Objects.requireNonNull(text)).included();
            if (claimed != null) {
                assertThat(included.reaches(claimed))
                        .as(
                                "rows of generation %s in partition %s include what is claimed: %s reaches %s",
                                base, partition, included, claimed)
                        .isTrue();
            }
            requireNoWayBack(how, view.name() + "/" + partition, included);
            requireFold(how, view, base, partition, included);
        }
    }

    /** Nobody reads a generation that is not served, or was not just now; unless he is in the other half. */
    private void requireServed(String how, ViewDefinition view, long base) {
        if (world.wasSplit()) {
            return;
        }
        boolean isServed = world.catalog().generations().stream()
                .filter(generation -> generation.base() == base)
                .anyMatch(generation -> generation.state() == GenerationState.SERVING
                        || generation.state() == GenerationState.RETIRING);
        assertThat(isServed)
                .as("%s reads '%s' in generation %s, which is served", how, view.name(), base)
                .isTrue();
    }

    private void requireNoWayBack(String how, String what, Coverage included) {
        Coverage before = seen.get(what);
        if (before != null) {
            assertThat(included.reaches(before))
                    .as("%s never sees less of %s than anybody before: %s after %s", how, what, included, before)
                    .isTrue();
        }
        seen.put(what, included);
    }

    private void requireFold(String how, ViewDefinition view, long base, int partition, Coverage included) {
        ViewFold fold = new ViewFold(view);
        Parts parts = new Parts(fold);
        Map<String, String> found = new TreeMap<>();
        maps.rowsOf(view.name(), base).forEach((key, row) -> {
            if (SimulatedMaps.partitionOf(key) == partition) {
                found.put(key, text(fold, parts, key, row));
            }
        });
        assertThat(found)
                .as("%s reads '%s' in generation %s, partition %s, at %s", how, view.name(), base, partition, included)
                .isEqualTo(expected(fold, partition, included));
    }

    private static String text(ViewFold fold, Parts parts, String key, RowParts row) {
        Object[] merged = fold.empty();
        for (byte[] part : new byte[][] {row.batch(), row.even(), row.odd()}) {
            if (part != null) {
                merged = fold.merge(merged, parts.read(part));
            }
        }
        return Arrays.toString(fold.finish(key, merged));
    }

    private Map<String, String> expected(ViewFold fold, int gridPartition, Coverage included) {
        Map<String, Object[]> groups = new TreeMap<>();
        SimulatedTopic topic = world.topic();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            for (SimulatedTopic.Order order : topic.orders(partition, 0, included.end(partition))) {
                fold.add(order.row(), key -> groups.computeIfAbsent(key, k -> fold.empty()));
            }
        }
        Map<String, String> rows = new TreeMap<>();
        groups.forEach((key, partials) -> {
            if (SimulatedMaps.partitionOf(key) == gridPartition) {
                rows.put(key, Arrays.toString(fold.finish(key, partials)));
            }
        });
        return rows;
    }
}
