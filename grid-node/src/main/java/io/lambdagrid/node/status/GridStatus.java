package io.lambdagrid.node.status;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.client.wire.ViewStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the control loop publishes about the grid, asked anew each time. Thread-safe. */
public final class GridStatus {
    private final HazelcastInstance member;

    public GridStatus(HazelcastInstance member) {
        this.member = member;
    }

    /** Returns the views by name. */
    public List<ViewStatus> views() {
        return this.<ViewStatus>map(GridMaps.VIEWS).values().stream()
                .sorted(Comparator.comparing(ViewStatus::view))
                .toList();
    }

    public Optional<ViewStatus> view(String name) {
        return Optional.ofNullable(this.<ViewStatus>map(GridMaps.VIEWS).get(name));
    }

    /** Returns the generations that are known, by dataset and number. */
    public List<GenerationStatus> generations() {
        return this.<GenerationStatus>map(GridMaps.GENERATIONS).values().stream()
                .sorted(Comparator.comparing(GenerationStatus::dataset).thenComparing(GenerationStatus::generation))
                .toList();
    }

    /** Returns the partitions of all topics, by dataset and number. */
    public List<PartitionStatus> partitions() {
        return this.<PartitionStatus>map(GridMaps.PARTITIONS).values().stream()
                .sorted(Comparator.comparing(PartitionStatus::dataset).thenComparing(PartitionStatus::partition))
                .toList();
    }

    /** Returns how far the speed jobs have come, by {@link GridMaps#generationKey}. */
    public Map<String, Progress> progress() {
        IMap<String, Progress> progress = map(GridMaps.PROGRESS);
        return Map.copyOf(progress.getAll(progress.keySet()));
    }

    /** Returns a batch run that somebody asked for. */
    public Optional<RunRequest> run(String id) {
        return Optional.ofNullable(this.<RunRequest>map(GridMaps.REQUESTS).get(id));
    }

    public int members() {
        return member.getCluster().getMembers().size();
    }

    private <V> IMap<String, V> map(String name) {
        return member.getMap(name);
    }
}
