package io.lambdagrid.node.status;

import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the grid was doing at one moment.
 *
 * @param members how many nodes see each other
 * @param views by name
 * @param progress by {@link GridMaps#generationKey}
 * @param generations by dataset and number
 * @param partitions by dataset and number
 */
public record StatusSnapshot(
        Instant takenAt,
        int members,
        List<ViewStatus> views,
        Map<String, Progress> progress,
        List<GenerationStatus> generations,
        List<PartitionStatus> partitions) {
    public StatusSnapshot {
        views = List.copyOf(views);
        progress = Map.copyOf(progress);
        generations = List.copyOf(generations);
        partitions = List.copyOf(partitions);
    }

    /** Returns how far a generation's speed job has come. */
    public Optional<Progress> progress(String dataset, long base) {
        return Optional.ofNullable(progress.get(GridMaps.generationKey(dataset, base)));
    }

    /** Returns up to when every event is in the view; the speed job's word is newer than the view's. */
    public Optional<Instant> freshTo(ViewStatus view) {
        Optional<Progress> newest = progress(view.dataset(), view.base());
        if (newest.isPresent()) {
            long millis = newest.get().freshToMillis();
            return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        }
        return Optional.ofNullable(view.freshTo()).map(OffsetDateTime::toInstant);
    }
}
