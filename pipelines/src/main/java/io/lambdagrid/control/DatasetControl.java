package io.lambdagrid.control;

import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.master.MasterUpkeep;
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
    private static final Duration LONGEST_PAUSE_OF_JOBS = Duration.ofSeconds(30);

    private final Troubles troubles;
    private final Catalog catalog;
    private final TopicInspector inspector;
    private final Archive archive;
    private final Building building;
    private final Warming warming;
    private final Serving serving;
    private final Retiring retiring;
    private final Moving moving;
    private final Requests requests;
    private final Housekeeping housekeeping;
    private final MasterUpkeep masterUpkeep;
    private final SpeedUpkeep speed;
    private final Planning planning;
    private final Definitions definitions;
    private final Comparing comparing;
    private final Retaining retaining;
    private final GoingBack goingBack;
    private final StatusPublisher status;
    private final DatasetScope scope;

    DatasetControl(DatasetScope scope) {
        this.scope = scope;
        this.troubles = new Troubles(scope.dataset().name(), scope.clock());
        Jobs jobs = new Jobs(scope.grid());
        Backoff backoff = new Backoff(scope.clock(), LONGEST_PAUSE_OF_JOBS);
        this.catalog = new Catalog(scope.settings().cassandra(), scope.clock());
        this.inspector = new TopicInspector(scope.settings().kafka());
        this.speed = new SpeedUpkeep(scope, jobs, backoff);
        this.archive = new Archive(scope, jobs, backoff, inspector);
        this.building = new Building(scope, jobs, backoff, catalog);
        Switching switching = new Switching(scope, speed);
        Healing healing = new Healing(scope, inspector, archive);
        this.warming = new Warming(scope, speed, switching, catalog, inspector, healing);
        this.serving = new Serving(scope, jobs, backoff, speed, catalog);
        this.housekeeping = new Housekeeping(catalog, troubles);
        this.masterUpkeep = new MasterUpkeep(
                scope.settings().master(), scope.dataset(), scope.settings().upkeep(), scope.clock());
        this.retiring = new Retiring(scope, speed, catalog, housekeeping);
        OwnJobs ownJobs = new OwnJobs(jobs, backoff);
        this.status = new StatusPublisher(scope, troubles, inspector, archive);
        this.moving = new Moving(scope, ownJobs, catalog, housekeeping, status);
        this.retaining = new Retaining(scope);
        ViewRequests viewRequests = new ViewRequests(scope.grid());
        this.definitions = new Definitions(scope, catalog, viewRequests);
        this.comparing = new Comparing(scope, ownJobs, archive, viewRequests, retaining);
        this.goingBack = new GoingBack(scope, speed, switching, catalog, definitions, viewRequests);
        this.requests = new Requests(scope);
        this.planning =
                new Planning(scope, catalog, archive, moving, definitions, requests, troubles, healing, retaining);
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
        troubles.watch("building", () -> build(snapshot));
        troubles.watch("requests", () -> answer(snapshot));
        troubles.watch("master upkeep", () -> keepMaster(snapshot));
        status.catalogIs(snapshot);
    }

    private void answer(CatalogSnapshot snapshot) {
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
        if (serving.withdraws(generation)) {
            status.catalogIs(snapshot);
            status.publishViews();
        }
        Optional<Generation> next =
                rising(snapshot).filter(rising -> rising.isIncremental() && rising.base() == generation.base());
        boolean complete = serving.upkeep(generation, next, snapshot.defined());
        if (complete) {
            troubles.watch("speed", () -> speed.keepRunning(generation));
            removeLeft(generation, snapshot);
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
        if (archive.stands() && !comparing.advance(snapshot)) {
            planning.advance(snapshot);
        }
    }

    private void keepMaster(CatalogSnapshot snapshot) {
        if (archive.stands()) {
            masterUpkeep.runIfDue(neededTableSnapshots(snapshot), expireBefore(snapshot));
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
        housekeeping.close();
        masterUpkeep.close();
        catalog.close();
        inspector.close();
    }
}
