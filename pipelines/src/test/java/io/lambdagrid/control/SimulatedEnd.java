package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.speed.SpeedJob;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.util.Set;
import java.util.TreeSet;

/** What a cluster has to come to once nothing fails any more. */
final class SimulatedEnd {
    private final SimulatedCluster world;
    private final SimulatedSide side;

    SimulatedEnd(SimulatedCluster world, SimulatedSide side) {
        this.world = world;
        this.side = side;
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("log ").append(world.topic().state().end());
        for (Generation generation : world.catalog().generations()) {
            text.append("; ")
                    .append(generation.id())
                    .append(" of ")
                    .append(generation.base())
                    .append(' ')
                    .append(generation.state())
                    .append(" at ")
                    .append(generation.coverage())
                    .append(", fences ")
                    .append(side.maps().fencesOf(generation.base()))
                    .append(", progress ")
                    .append(progress(generation.base()))
                    .append(", ")
                    .append(generation.reason());
        }
        return text.toString();
    }

    private String progress(long base) {
        SharedMap<Progress> map = side.maps().shared(Points.NONE).map(GridMaps.PROGRESS);
        Progress progress = map.get(GridMaps.generationKey("orders", base));
        return progress == null ? "none" : progress.appliedCoverage();
    }

    /** Returns what is not yet as it should be, or is left over; empty when nothing is. */
    String whatIsUnsettled() {
        CatalogSnapshot snapshot = world.catalog();
        if (snapshot.serving().isEmpty()) {
            return "nothing is served";
        }
        Generation serving = snapshot.serving().get();
        if (!snapshot.defined().areAmong(serving.views())) {
            return "other definitions are wanted than are served";
        }
        boolean others = snapshot.generations().stream()
                .anyMatch(generation -> generation.id() != serving.id()
                        && generation.state() != GenerationState.RETIRED
                        && generation.state() != GenerationState.FAILED);
        if (others) {
            return "generations are on their way";
        }
        Coverage end = world.topic().state().end();
        for (String fence : side.maps().fencesOf(serving.base()).values()) {
            if (Fences.isBuilding(fence) || !Fence.parse(fence).included().reaches(end)) {
                return "rows do not include all records: " + fence;
            }
        }
        return whatIsLeftOver(snapshot, serving);
    }

    private String whatIsLeftOver(CatalogSnapshot snapshot, Generation serving) {
        if (!side.maps().bases().equals(Set.of(serving.base()))) {
            return "maps of generations " + side.maps().bases();
        }
        Set<String> named = new TreeSet<>(side.readers().leads().keySet());
        Set<String> wanted = new TreeSet<>();
        snapshot.defined().views().forEach(view -> wanted.add(view.name()));
        if (!named.equals(wanted)
                || !side.readers().leads().values().stream().allMatch(base -> base == serving.base())) {
            return "names " + side.readers().leads() + " of generation " + serving.base();
        }
        if (!side.jobs().running().equals(Set.of(SpeedJob.name("orders", serving.base())))) {
            return "jobs " + side.jobs().running();
        }
        boolean foreignRows = world.store().generationsOfRows().stream()
                .anyMatch(generation -> generation > serving.id() || !isOf(snapshot, serving, generation));
        return foreignRows
                ? "rows of generations " + world.store().generationsOfRows() + " while serving " + serving.id()
                : "";
    }

    /** Rows before the base may wait for the next recomputation to take them away. */
    private static boolean isOf(CatalogSnapshot snapshot, Generation serving, long generation) {
        return generation < serving.base()
                || snapshot.generation(generation)
                        .filter(stored -> stored.state() != GenerationState.FAILED)
                        .isPresent();
    }
}
