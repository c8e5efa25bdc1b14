package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.cassandra.DefinedViews;
import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.master.DeclaredGap;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.ViewDefinition;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells clients and operators how a dataset is doing. Thread-safe. */
final class StatusPublisher {
    private static final String RESTORING = GridError.VIEW_INCOMPLETE.code()
            + "  its rows are being restored from Cassandra and the log: more members left than there are backups, or"
            + " all were off";
    private static final int GAPS_TOLD = 5;

    private final DatasetScope scope;
    private final Troubles troubles;
    private volatile @Nullable CatalogSnapshot snapshot;
    private volatile @Nullable TableSnapshot archived;
    private volatile boolean areRowsBack;
    private String guidance = ViewStatus.KEEP;

    StatusPublisher(DatasetScope scope, Troubles troubles) {
        this.scope = scope;
        this.troubles = troubles;
    }

    void catalogIs(CatalogSnapshot current) {
        snapshot = current;
    }

    void publish() {
        publishViews();
        publishPartitions();
    }

    /** One after the other, so that nobody hears of an earlier status later. */
    synchronized void publishViews() {
        CatalogSnapshot current = snapshot;
        if (current != null) {
            Optional<Generation> serving = current.serving();
            serving.ifPresent(generation -> publishViews(generation, current.defined()));
            Set<String> computed = serving.map(StatusPublisher::names).orElse(Set.of());
            current.defined().views().stream()
                    .filter(view -> !computed.contains(view.name()))
                    .forEach(this::publishStarting);
            removeAllBut(current.defined());
            current.generations().forEach(this::publishGeneration);
        } else {
            scope.configured().views().forEach(this::publishBeforeCatalogIsRead);
        }
    }

    /** Tells readers by key how they may go by what they are told, until told otherwise. */
    synchronized void guide(String how) {
        if (guidance.equals(how)) {
            return;
        }
        guidance = how;
        if (how.equals(ViewStatus.KEEP)) {
            publishViews();
        } else {
            // By whatever status they go, whoever has told it.
            told().forEach(status -> put(status.guiding(how)));
        }
    }

    /** Returns whether readers by key are led to other rows than those of this generation. */
    boolean leadsElsewhere(Generation generation) {
        return told().anyMatch(status -> status.base() != 0
                && status.base() != generation.base()
                && !status.status().equals(ViewStatus.INCOMPLETE));
    }

    /** Returns whether readers were told that rows of this generation are missing, and not yet that they are back. */
    boolean isToldIncomplete(Generation generation) {
        return told().anyMatch(status ->
                status.base() == generation.base() && status.status().equals(ViewStatus.INCOMPLETE));
    }

    /** Says whether rows that were lost are back, with all that anybody has seen in them. */
    void rowsAreBack(boolean they) {
        areRowsBack = they;
    }

    private Stream<ViewStatus> told() {
        SharedMap<ViewStatus> map = scope.ports().shared().map(GridMaps.VIEWS);
        return map.values().stream()
                .filter(status -> status.dataset().equals(scope.dataset().name()));
    }

    private static Set<String> names(Generation generation) {
        return generation.views().stream().map(Generation.ViewSource::name).collect(Collectors.toSet());
    }

    private void removeAllBut(DefinedViews defined) {
        SharedMap<ViewStatus> map = scope.ports().shared().map(GridMaps.VIEWS);
        told().filter(status -> !defined.contains(status.view())).forEach(status -> map.delete(status.view()));
    }

    /**
     * Whoever led before may have said more than is known here so far, and its word stands, unless rows have gone with
     * it.
     */
    private void publishBeforeCatalogIsRead(Generation.ViewSource view) {
        SharedMap<ViewStatus> map = scope.ports().shared().map(GridMaps.VIEWS);
        ViewStatus last = map.get(view.name());
        if (last == null) {
            publishStarting(view);
        } else if (last.base() > 0 && !areOpen(last)) {
            put(last.incomplete(
                    Stream.of(RESTORING, troubles.summary())
                            .filter(reason -> !reason.isEmpty())
                            .collect(Collectors.joining(" | ")),
                    now()));
        }
    }

    private boolean areOpen(ViewStatus last) {
        return scope.ports().rows().fences(last.dataset(), last.base()).areOpen();
    }

    private void publishStarting(Generation.ViewSource view) {
        String reason = troubles.summary().isEmpty() ? "its first generation is on its way" : troubles.summary();
        put(new ViewStatus(
                view.name(),
                view.sql(),
                scope.dataset().name(),
                ViewStatus.STARTING,
                reason,
                0,
                0,
                "",
                "",
                "",
                "",
                "",
                null,
                0,
                now()));
    }

    private void publishViews(Generation generation, DefinedViews defined) {
        GenerationMaps maps = scope.maps(generation);
        Optional<Progress> progress = maps.progress();
        Coverage applied = maps.applied();
        String status = status(generation);
        List<ViewDefinition> views = scope.definitions(generation);
        for (int i = 0; i < views.size(); i++) {
            ViewDefinition view = views.get(i);
            int index = i;
            if (!defined.contains(view.name())) {
                continue;
            }
            put(new ViewStatus(
                    view.name(),
                    view.sql(),
                    generation.dataset(),
                    status,
                    reason(status, view, defined),
                    generation.id(),
                    generation.base(),
                    GridMaps.view(view.name(), generation.base()),
                    columns(view),
                    view.groupBy().stream().map(GroupColumn::name).collect(Collectors.joining(", ")),
                    generation.coverage().toString(),
                    applied.toString(),
                    progress.map(StatusPublisher::freshTo).orElse(null),
                    progress.map(Progress::lagRecords).orElse(0L),
                    retainedFrom(view),
                    progress.filter(any -> index < any.late().length)
                            .map(any -> any.late()[index])
                            .orElse(0L),
                    guidance,
                    now()));
        }
    }

    private @Nullable OffsetDateTime retainedFrom(ViewDefinition view) {
        CatalogSnapshot current = snapshot;
        long horizon = current == null
                ? Horizons.KEEPS_ALL
                : current.horizon(new Generation.ViewSource(view.name(), view.sql()));
        return horizon == Horizons.KEEPS_ALL ? null : at(Horizons.instant(horizon));
    }

    private String reason(String status, ViewDefinition served, DefinedViews defined) {
        List<String> reasons = new ArrayList<>();
        if (status.equals(ViewStatus.INCOMPLETE)) {
            reasons.add(RESTORING);
        }
        reasons.add(troubles.summary());
        boolean isWanted = defined.views().contains(new Generation.ViewSource(served.name(), served.sql()));
        if (troubles.summary().isEmpty() && !isWanted) {
            reasons.add("another definition of it is on its way");
        }
        reasons.add(gaps());
        return reasons.stream().filter(reason -> !reason.isEmpty()).collect(Collectors.joining(" | "));
    }

    /** What was given up is missing for ever, so this is said for ever. */
    private String gaps() {
        TableSnapshot table = archived;
        if (table == null || table.gaps().isEmpty()) {
            return "";
        }
        String told = table.gaps().stream()
                .limit(GAPS_TOLD)
                .map(DeclaredGap::sentence)
                .collect(Collectors.joining("; ", GridError.RECORDS_GIVEN_UP.code() + "  ", ""));
        int more = table.gaps().size() - GAPS_TOLD;
        return more > 0 ? told + "; and " + more + " more gaps, see 'master verify'" : told;
    }

    /** Returns whether a generation is to be served, but not all of its rows are there. Any thread. */
    boolean isIncomplete() {
        CatalogSnapshot current = snapshot;
        return current != null
                && current.serving()
                        .filter(generation -> !scope.maps(generation).isComplete())
                        .isPresent();
    }

    private String status(Generation generation) {
        if (!scope.maps(generation).isComplete() || (!areRowsBack && isToldIncomplete(generation))) {
            return ViewStatus.INCOMPLETE;
        }
        return troubles.needSomebody() ? ViewStatus.HALTED : ViewStatus.SERVING;
    }

    private static String columns(ViewDefinition view) {
        return view.outputs().stream()
                .map(column -> column.name() + " " + column.type())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable OffsetDateTime freshTo(Progress progress) {
        return progress.freshToMillis() == 0 ? null : at(Instant.ofEpochMilli(progress.freshToMillis()));
    }

    private void publishGeneration(Generation generation) {
        SharedMap<GenerationStatus> map = scope.ports().shared().map(GridMaps.GENERATIONS);
        map.set(
                GridMaps.generationKey(generation.dataset(), generation.id()),
                new GenerationStatus(
                        generation.dataset(),
                        generation.id(),
                        generation.base(),
                        generation.state().name(),
                        generation.reason(),
                        generation.views().stream()
                                .map(Generation.ViewSource::name)
                                .collect(Collectors.joining(", ")),
                        generation.coverage().toString(),
                        generation.tableSnapshot(),
                        batchRows(generation),
                        at(generation.createdAt()),
                        at(generation.changedAt())));
    }

    private long batchRows(Generation generation) {
        CatalogSnapshot current = snapshot;
        return current == null ? -1 : current.batchRows(generation.id());
    }

    private void publishPartitions() {
        CatalogSnapshot current = snapshot;
        Optional<Generation> serving = current == null ? Optional.empty() : current.serving();
        readArchived();
        TopicState topic;
        try {
            topic = scope.ports().topics().inspect(scope.dataset().topic());
        } catch (GridException e) {
            // What was last known of the log stays, with the time it was known.
            troubles.note("kafka", e);
            return;
        }
        troubles.works("kafka");
        Coverage inTable = archived == null ? topic.start() : archived.coverage();
        Coverage batch = serving.map(Generation::coverage).orElse(Coverage.of(topic.id(), Map.of()));
        if (!topic.id().equals(batch.topicId())) {
            // Its offsets are other records': nothing can be said of how far they are included.
            return;
        }
        Coverage applied =
                serving.map(generation -> scope.maps(generation).applied()).orElse(batch);
        SharedMap<PartitionStatus> map = scope.ports().shared().map(GridMaps.PARTITIONS);
        topic.partitions()
                .forEach((partition, range) -> map.set(
                        scope.dataset().name() + "/" + partition,
                        new PartitionStatus(
                                scope.dataset().name(),
                                scope.dataset().topic(),
                                partition,
                                range.start(),
                                range.logEnd(),
                                inTable.end(partition),
                                batch.end(partition),
                                applied.end(partition),
                                Math.max(0, range.logEnd() - applied.end(partition)),
                                now())));
    }

    private void readArchived() {
        try {
            archived = scope.ports().master().shown();
        } catch (GridException e) {
            // Before the archive has created the table there is nothing wrong with its absence.
            if (e.error() != GridError.NOT_FOUND) {
                troubles.note("master", e);
            }
            return;
        }
        troubles.works("master");
    }

    private void put(ViewStatus status) {
        SharedMap<ViewStatus> map = scope.ports().shared().map(GridMaps.VIEWS);
        map.set(status.view(), status);
    }

    private OffsetDateTime now() {
        return at(scope.clock().instant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
