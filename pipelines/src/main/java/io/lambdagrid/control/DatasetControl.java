package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One dataset's control: compares what should be with what is, and takes the next step of each part. Every step is
 * idempotent, so it does not matter who took the one before, or whether it was taken twice. Confined to one thread at a
 * time.
 */
final class DatasetControl implements AutoCloseable {
    /** The part whose trouble keeps rows from being up to date. */
    static final String SPEED = "speed";

    private static final Duration LONGEST_PAUSE_OF_JOBS = Duration.ofSeconds(30);

    private final Troubles troubles;
    private final Catalog catalog;
    private final Archive archive;
    private final Building building;
    private final Warming warming;
    private final Serving serving;
    private final Retiring retiring;
    private final Housekeeping housekeeping;
    private final Clearing clearing;
    private final Moving moving;
    private final Requests requests;
    private final SpeedUpkeep speed;
    private final Planning planning;
    private final Definitions definitions;
    private final Comparing comparing;
    private final Retaining retaining;
    private final GoingBack goingBack;
    private final StatusPublisher status;
    private final Guidance guidance;
    private final DatasetScope scope;

    DatasetControl(DatasetScope scope) {
        this.scope = scope;
        this.troubles = new Troubles(scope.dataset().name(), scope.clock());
        Backoff backoff = new Backoff(scope.clock(), LONGEST_PAUSE_OF_JOBS);
        this.catalog = scope.ports().catalog();
        this.speed = new SpeedUpkeep(scope, backoff);
        this.archive = new Archive(scope, backoff);
        this.building = new Building(scope, backoff);
        Switching switching = new Switching(scope, speed);
        Healing healing = new Healing(scope, archive);
        this.status = new StatusPublisher(scope, troubles);
        this.guidance = new Guidance(scope, status);
        LostRows lost = new LostRows(scope, status, switching, troubles);
        this.warming = new Warming(scope, speed, switching, lost, guidance, healing);
        this.serving = new Serving(scope, backoff, speed, switching, lost, status, guidance);
        this.housekeeping = new Housekeeping(scope, troubles);
        ReadersLeft readers = new ReadersLeft(scope);
        this.retiring = new Retiring(scope, speed, readers);
        this.clearing = new Clearing(scope, speed, housekeeping, readers);
        OwnJobs ownJobs = new OwnJobs(scope.ports().jobs(), backoff);
        this.moving = new Moving(scope, ownJobs, housekeeping, status);
        this.retaining = new Retaining(scope);
        ViewRequests viewRequests = new ViewRequests(scope.ports().shared());
        this.definitions = new Definitions(scope, viewRequests);
        this.comparing = new Comparing(scope, ownJobs, archive, viewRequests, retaining);
        this.goingBack = new GoingBack(scope, speed, switching, lost, guidance, definitions, viewRequests);
        this.requests = new Requests(scope);
        this.planning = new Planning(scope, archive, moving, definitions, requests, troubles, healing, retaining);
    }

    /** Takes the next step of each part; what does not work in one does not stop the others. */
    void step() {
        troubles.watch("archive", archive::upkeep);
        troubles.watch(
                "catalog",
                () -> step(
                        definitions.settle(catalog.store().read(scope.dataset().name()))));
    }

    private void step(CatalogSnapshot snapshot) {
        troubles.watch("serving", () -> snapshot.serving().ifPresent(generation -> serve(generation, snapshot)));
        troubles.watch("retiring", () -> retire(snapshot));
        troubles.watch("clearing", () -> clearing.advance(snapshot));
        troubles.watch("building", () -> build(snapshot));
        troubles.watch("requests", () -> answer(snapshot));
        troubles.watch(
                "master upkeep",
                () -> archive.keepInShape(neededTableSnapshots(snapshot), () -> expireBefore(snapshot)));
        if (serving.follows(snapshot)) {
            status.catalogIs(snapshot);
        }
        troubles.watch("readers", guidance::endStep);
    }

    /** Whoever is told that something is served can read it. */
    private void answer(CatalogSnapshot snapshot) {
        if (!serving.follows(snapshot)) {
            return;
        }
        requests.answer(snapshot);
        definitions.answer(snapshot);
    }

    /** Only what is being built or compared is read from files; what is served was read already. */
    private Set<Long> neededTableSnapshots(CatalogSnapshot snapshot) {
        return Stream.concat(
                        rising(snapshot).map(Generation::tableSnapshot).stream(), comparing.tableSnapshot().stream())
                .collect(Collectors.toSet());
    }

    private void serve(Generation generation, CatalogSnapshot snapshot) {
        if (serving.withdraws(generation, snapshot)) {
            status.catalogIs(snapshot);
            status.publishViews();
        }
        Optional<Generation> next =
                rising(snapshot).filter(rising -> rising.isIncremental() && rising.base() == generation.base());
        if (serving.restore(generation, next)) {
            troubles.watch(SPEED, () -> speed.keepRunning(generation));
            serving.leadReaders(generation, snapshot);
            removeLeft(generation, snapshot);
        } else {
            next.ifPresent(moving::startOver);
        }
    }

    /** While another generation may be gone back to, its rows stay. */
    private void removeLeft(Generation generation, CatalogSnapshot snapshot) {
        if (snapshot.generations().stream().noneMatch(other -> other.state() == GenerationState.RETIRING)) {
            housekeeping.removeLeft(generation, scope.definitions(generation));
        }
    }

    private void retire(CatalogSnapshot snapshot) {
        snapshot.generations().stream()
                .filter(generation -> generation.state() == GenerationState.RETIRING)
                .forEach(generation -> retiring.advance(generation, snapshot));
    }

    private void build(CatalogSnapshot snapshot) {
        Optional<Generation> rising = rising(snapshot);
        if (rising.isPresent() && rising.get().isIncremental()) {
            moving.advance(rising.get(), snapshot);
        } else if (goingBack.advance(snapshot)) {
            serveWhatIsServedNow();
        } else if (rising.isEmpty()) {
            plan(snapshot);
        } else if (!snapshot.defined().areAmong(rising.get().views())) {
            giveUp(rising.get(), "other definitions are wanted now");
        } else if (rising.get().state() == GenerationState.BUILDING) {
            building.advance(rising.get());
        } else if (warming.advance(rising.get(), snapshot)) {
            serveWhatIsServedNow();
        }
    }

    private void serveWhatIsServedNow() {
        CatalogSnapshot switched = catalog.store().read(scope.dataset().name());
        serve(switched.serving().orElseThrow(), switched);
    }

    private void giveUp(Generation rising, String why) {
        if (rising.state() == GenerationState.BUILDING) {
            building.giveUp(rising, why);
        } else {
            warming.giveUp(rising, why);
        }
    }

    private static Optional<Generation> rising(CatalogSnapshot snapshot) {
        return snapshot.generations().stream()
                .filter(generation ->
                        generation.state() == GenerationState.BUILDING || generation.state() == GenerationState.WARMING)
                .findFirst();
    }

    /** Before there is a master dataset, the archive says why, and there is nothing to build from. */
    private void plan(CatalogSnapshot snapshot) {
        if (archive.stands() && clearing.isDone(snapshot) && !comparing.advance(snapshot)) {
            planning.advance(snapshot);
        }
    }

    /** While a view may need them, all records stay, and everything else is kept in shape. */
    private OptionalLong expireBefore(CatalogSnapshot snapshot) {
        OptionalLong[] before = {OptionalLong.empty()};
        troubles.watch("retention", () -> before[0] = retaining.ofMaster(snapshot));
        return before[0];
    }

    /** Publishes how the dataset is doing. May run beside {@link #step()}. */
    void publishStatus() {
        status.publish();
    }

    /** Stops answers at once if rows were lost. Waits for no server; may run beside {@link #step()}. */
    void rowsMayBeLost() {
        status.publishViews();
        if (status.isIncomplete()) {
            serving.removeNames();
        }
    }

    @Override
    public void close() {
        scope.ports().close();
    }
}
