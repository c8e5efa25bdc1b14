package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.cassandra.CatalogSnapshot;
import io.lambdagrid.cassandra.SimulatedStore;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import io.lambdagrid.client.wire.ViewRequest;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.master.ArchiveSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.UpkeepSettings;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.simulation.Crash;
import io.lambdagrid.simulation.Points;
import io.lambdagrid.simulation.Schedule;
import io.lambdagrid.simulation.SimulatedTopic;
import io.lambdagrid.speed.SimulatedSpeedJob;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.testing.TestViews;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Generation.ViewSource;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A whole cluster over one dataset, in memory and on one thread: owners that run the product's control, of which a
 * former one may not have heard that it is none any more; jobs; readers; servers that fail.
 */
final class SimulatedCluster {
    private static final Dataset ORDERS = TestViews.orders("orders", SimulatedTopic.NAME);
    private static final ViewParser PARSER = new ViewParser(StandardAggregates.all());
    private static final Map<ViewSource, ViewDefinition> COMPILED = new ConcurrentHashMap<>();
    private static final List<ViewSource> DEFINITIONS = List.of(
            new ViewSource(
                    "v", "SELECT product, COUNT(*) AS orders, SUM(quantity) AS pieces FROM orders GROUP BY product"),
            new ViewSource(
                    "v", "SELECT product, SUM(quantity) AS pieces FROM orders WHERE quantity > 30 GROUP BY product"),
            new ViewSource("w", "SELECT COUNT(*) AS orders, SUM(quantity) AS pieces FROM orders"));
    private static final ControlSettings SETTINGS = settings(Duration.ofSeconds(3), Duration.ofSeconds(6));
    private static final int STEPS_TO_SETTLE = 600;

    private final Schedule schedule;
    private final Plant plant;
    private final SimulatedTopic topic;
    private final SimulatedMaster master = new SimulatedMaster(this);
    private final SimulatedStore store;
    private final List<SimulatedSide> sides = new ArrayList<>();
    private final Clock clock = new VirtualClock();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int started;
    private int requested;
    private int depth;
    private boolean wasSplit;

    /** What may be broken on purpose, to see that the simulation sees it. */
    enum Plant {
        NOTHING,
        SPEED_RESUMES_ONE_LATE,
        PROGRESS_BEFORE_ROWS,
        CATALOG_WRITTEN_WITHOUT_CONDITIONS,
        RESTORES_THE_LAST_GENERATION_ALONE,
        FENCES_NOT_CHECKED,
        RETIRES_BEFORE_READERS_MOVED,
        READERS_DO_NOT_WAIT,
        LOST_ROWS_COUNT_FOR_NOTHING,
        ROWS_OF_FAILED_GENERATIONS_STAY,
        INCREMENT_ONE_SHORT,
        JOBS_ARE_NOT_ENDED;

        SimulatedSpeedJob.Bugs speedBugs() {
            return switch (this) {
                case SPEED_RESUMES_ONE_LATE -> new SimulatedSpeedJob.Bugs(1, false);
                case PROGRESS_BEFORE_ROWS -> new SimulatedSpeedJob.Bugs(0, true);
                default -> SimulatedSpeedJob.Bugs.NONE;
            };
        }
    }

    private final class VirtualClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    SimulatedCluster(Schedule schedule, Plant plant) {
        this.schedule = schedule;
        this.plant = plant;
        this.topic = new SimulatedTopic(1 + schedule.below(2));
        this.store = new SimulatedStore(schedule);
        if (plant == Plant.CATALOG_WRITTEN_WITHOUT_CONDITIONS) {
            store.ignoreConditions();
        } else if (plant == Plant.ROWS_OF_FAILED_GENERATIONS_STAY) {
            store.keepRows();
        }
    }

    Schedule schedule() {
        return schedule;
    }

    Plant plant() {
        return plant;
    }

    SimulatedTopic topic() {
        return topic;
    }

    SimulatedMaster master() {
        return master;
    }

    boolean wasSplit() {
        return wasSplit;
    }

    SimulatedStore store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    ControlSettings settings() {
        return plant == Plant.RETIRES_BEFORE_READERS_MOVED ? settings(Duration.ZERO, Duration.ZERO) : SETTINGS;
    }

    private static ControlSettings settings(Duration gracePeriod, Duration rollbackWindow) {
        return new ControlSettings(
                new KafkaSettings("memory:9092", Map.of()),
                MasterLocation.of("file:/memory", Map.of()),
                ArchiveSettings.DEFAULT,
                UpkeepSettings.DEFAULT,
                CassandraSettings.of(List.of("memory:9042"), "memory", "memory"),
                SpeedPlan.Pace.DEFAULTS,
                -1,
                Duration.ZERO,
                Duration.ZERO,
                gracePeriod,
                rollbackWindow);
    }

    DatasetViews configured() {
        return new DatasetViews(ORDERS, List.of(DEFINITIONS.get(0)));
    }

    List<Dataset> datasets() {
        return List.of(ORDERS);
    }

    ViewCompiler compiler() {
        return (source, datasets) ->
                COMPILED.computeIfAbsent(source, s -> PARSER.parse(s.name(), s.sql(), Map.of("orders", ORDERS)));
    }

    CatalogSnapshot catalog() {
        return store.snapshot();
    }

    SimulatedOwner newOwner(SimulatedSide side) {
        started++;
        SimulatedOwner owner = new SimulatedOwner(this, side, side + "/" + started);
        schedule.note(() -> owner + " leads");
        return owner;
    }

    void run() {
        sides.add(new SimulatedSide(this, "A"));
        for (int i = schedule.below(12); i > 0; i--) {
            topic.grow(schedule);
        }
        for (int steps = 40 + schedule.below(160); steps > 0; steps--) {
            happen();
        }
        schedule.calmDown();
        settle();
        if (schedule.onceIn(3)) {
            sides.get(0).loseAll();
            settle();
        }
    }

    private void happen() {
        now = now.plusMillis(schedule.below(300));
        SimulatedSide side = schedule.oneOf(sides);
        int what = schedule.below(24);
        if (what < 3) {
            topic.grow(schedule);
        } else if (what == 3) {
            master.grow();
        } else if (what < 11) {
            side.jobs().step();
        } else if (what == 11) {
            side.read();
        } else if (what == 12 && schedule.onceIn(2)) {
            request(side.maps());
        } else if (what == 13 && schedule.onceIn(6)) {
            side.lead();
        } else if (what == 14) {
            disaster(side);
        } else {
            side.step();
        }
    }

    private void disaster(SimulatedSide side) {
        switch (schedule.below(60)) {
            case 0, 1, 2 -> side.lose(schedule.below(SimulatedMaps.PARTITIONS));
            case 3 -> side.loseAll();
            case 4, 5, 6, 7, 8, 9, 10, 11 -> split();
            case 12, 13, 14, 15, 16 -> heal();
            default -> {}
        }
    }

    /** The grid falls into two halves, each of which believes to be the whole. */
    private void split() {
        if (sides.size() == 1) {
            wasSplit = true;
            if (schedule.onceIn(2)) {
                // What is asked for just before, both halves set about.
                request(sides.get(0).maps());
            }
            schedule.note(() -> "the grid is split");
            sides.add(sides.get(0).half(sides.get(0).toString().equals("A") ? "B" : "A"));
        }
    }

    /** One half gives up what it has, and joins the other. */
    private void heal() {
        if (sides.size() > 1) {
            SimulatedSide gone = sides.remove(schedule.below(sides.size()));
            schedule.note(() -> gone + " joins the other half");
        }
    }

    private void request(SimulatedMaps maps) {
        requested++;
        String id = "r" + requested;
        if (schedule.onceIn(2)) {
            SharedMap<RunRequest> requests = maps.shared(Points.NONE).map(GridMaps.REQUESTS);
            requests.set(id, new RunRequest(id, "orders", schedule.onceIn(4), now.atOffset(ZoneOffset.UTC), 0, ""));
            return;
        }
        ViewSource source = schedule.oneOf(DEFINITIONS);
        String kind = schedule.oneOf(List.of(
                ViewRequest.APPLY, ViewRequest.APPLY, ViewRequest.DROP, ViewRequest.ROLLBACK, ViewRequest.ROLLBACK));
        SharedMap<ViewRequest> requests = maps.shared(Points.NONE).map(GridMaps.VIEW_REQUESTS);
        requests.set(
                id,
                new ViewRequest(
                        id,
                        kind,
                        "orders",
                        kind.equals(ViewRequest.ROLLBACK) ? "" : kind.equals(ViewRequest.DROP) ? "w" : source.name(),
                        kind.equals(ViewRequest.APPLY) ? source.sql() : "",
                        now.atOffset(ZoneOffset.UTC),
                        false,
                        ""));
        schedule.note(() -> "somebody asks for " + kind + " " + source.name());
    }

    /** Where an owner may end, or others come first. */
    void point(SimulatedOwner who, Supplier<String> what) {
        schedule.note(() -> who + ": " + what.get());
        now = now.plusMillis(1);
        if (schedule.faultOnceIn(250)) {
            throw new Crash();
        }
        if (depth < 2 && schedule.faultOnceIn(12)) {
            depth++;
            SimulatedSide side = schedule.oneOf(sides);
            switch (schedule.below(4)) {
                case 0 -> side.read();
                case 1 -> side.jobs().step();
                default -> side.step();
            }
            depth--;
        }
    }

    /** Others go on while an owner waits. */
    void rest(SimulatedOwner who, Duration length) {
        schedule.note(() -> who + " waits");
        now = now.plus(length.multipliedBy(10));
        for (SimulatedSide side : sides) {
            side.jobs().stepAll();
            if (schedule.onceIn(4)) {
                side.read();
            }
        }
    }

    /** Once nothing fails any more, all that is in the log gets into the views, and nothing is left over. */
    private void settle() {
        heal();
        SimulatedSide side = sides.get(0);
        SimulatedEnd end = new SimulatedEnd(this, side);
        for (int step = 0; step < STEPS_TO_SETTLE; step++) {
            now = now.plusMillis(1500);
            master.grow();
            for (int i = 0; i < 6; i++) {
                side.jobs().stepAll();
            }
            side.fullStep();
            if (schedule.onceIn(3)) {
                side.read();
            }
            if (end.whatIsUnsettled().isEmpty()) {
                side.read();
                return;
            }
        }
        assertThat(end.whatIsUnsettled())
                .as("everything is served in the end, and nothing is left over; %s", end)
                .isEmpty();
    }
}
