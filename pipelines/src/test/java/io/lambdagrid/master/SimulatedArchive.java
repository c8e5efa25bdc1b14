package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.simulation.Crash;
import io.lambdagrid.simulation.Schedule;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archive of one topic: executions of its job, of which a former one may go on beside the newest, against a log, a
 * file system and a clock in memory. At every call of a port the process may end, or another execution goes on first.
 */
final class SimulatedArchive {
    private static final Dataset ORDERS = new Dataset(
            "orders",
            SimulatedLog.TOPIC,
            RecordFormat.JSON,
            List.of(new Column("quantity", ColumnType.BIGINT)),
            "",
            true);
    private static final ArchiveSettings SETTINGS = new ArchiveSettings(Duration.ofSeconds(2), 5, 1);
    private static final int STEPS_TO_SETTLE = 1000;

    private final Schedule schedule;
    private final Plant plant;
    private final SimulatedLog log;
    private final SimulatedTable table;
    private final List<Execution> executions = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int started;
    private int filesClosed;
    private int depth;

    /** What may be broken on purpose, to see that the simulation sees it. */
    enum Plant {
        NOTHING,
        COVERAGE_NOT_COMPARED,
        LOST_ANSWER_TAKEN_FOR_FAILURE,
        COMMIT_REPLACES_ANOTHER,
        FILES_DELETED_AFTER_UNKNOWN,
        READS_BEHIND_ITS_POSITION,
        RESUMES_ONE_LATE
    }

    SimulatedArchive(Schedule schedule, Plant plant) {
        this.schedule = schedule;
        this.plant = plant;
        this.log = new SimulatedLog(this, 1 + schedule.below(2));
        for (int i = schedule.below(6); i > 0; i--) {
            log.grow();
        }
        this.table = new SimulatedTable(this, log.state().start());
    }

    Schedule schedule() {
        return schedule;
    }

    Plant plant() {
        return plant;
    }

    SimulatedLog log() {
        return log;
    }

    int nextFile() {
        filesClosed++;
        return filesClosed;
    }

    void run() {
        start();
        for (int steps = 20 + schedule.below(60); steps > 0; steps--) {
            happen();
        }
        settle();
    }

    private void happen() {
        now = now.plusMillis(schedule.below(600));
        int what = schedule.below(20);
        if (what < 5) {
            log.grow();
        } else if (what == 5) {
            table.arrive();
        } else if (what == 6 && schedule.onceIn(4)) {
            table.rewriteFiles();
        } else if (what == 7 && schedule.onceIn(8) && log.state().partitions().size() < 3) {
            log.addPartition();
        } else if (what == 8 && schedule.onceIn(3)) {
            start();
        } else {
            stepOf(schedule.oneOf(executions));
        }
    }

    /** The job begins anew; the former execution may not have heard of it. */
    private void start() {
        if (executions.size() > 1 || (!executions.isEmpty() && schedule.onceIn(2))) {
            executions.remove(0);
        }
        executions.add(new Execution());
    }

    private void stepOf(Execution execution) {
        if (!executions.contains(execution) || execution.isBusy) {
            return;
        }
        execution.isBusy = true;
        try {
            execution.step();
        } catch (Crash e) {
            end(execution, "it crashed");
        } catch (GridException e) {
            end(execution, String.valueOf(e.getMessage()));
        } finally {
            execution.isBusy = false;
        }
    }

    private void end(Execution execution, String why) {
        schedule.note(() -> execution + " ends: " + why);
        boolean isNewest = executions.indexOf(execution) == executions.size() - 1;
        executions.remove(execution);
        if (isNewest) {
            executions.add(new Execution());
        }
    }

    /** Where the process may end, or others come first. */
    void point(Execution who, String what) {
        schedule.note(() -> who + ": " + what);
        if (schedule.faultOnceIn(70)) {
            throw new Crash();
        }
        if (depth < 2 && schedule.faultOnceIn(8)) {
            depth++;
            if (schedule.onceIn(3)) {
                table.arrive();
            } else {
                stepOf(schedule.oneOf(executions));
            }
            depth--;
        }
    }

    /** Once nothing fails any more, all that is in the log gets into the table. */
    private void settle() {
        schedule.calmDown();
        for (int step = 0;
                step < STEPS_TO_SETTLE && !table.coverage().equals(log.state().end());
                step++) {
            now = now.plusMillis(600);
            for (Execution execution : List.copyOf(executions)) {
                stepOf(execution);
            }
            table.arrive();
        }
        assertThat(table.coverage())
                .as("everything is archived in the end")
                .isEqualTo(log.state().end());
        table.requireWhole();
    }

    /** One execution of the archive's job: writers, and the committer they hand over to. */
    final class Execution {
        private final int number;
        private final List<PatientWriter> writers = new ArrayList<>();
        private final Deque<ArchivedFile> handedOver = new ArrayDeque<>();
        private final Committer committer;
        private @Nullable List<ArchivedFile> inbox;
        private boolean isBusy;

        Execution() {
            number = ++started;
            schedule.note(() -> this + " begins");
            int count = 1 + schedule.below(2);
            for (int index = 0; index < count; index++) {
                ArchiveTable seen =
                        plant == Plant.RESUMES_ONE_LATE && started > 1 ? new OneLate(table.of(this)) : table.of(this);
                ArchiveWriter writer = new ArchiveWriter(
                        ORDERS,
                        log.topics(this),
                        id -> log.reading(this),
                        seen,
                        new PartitionShare(index, count),
                        SETTINGS,
                        () -> now);
                writers.add(new PatientWriter(writer, new Outage("Archive", () -> now)));
            }
            committer = new Committer(table.of(this), new Outage("Committer", () -> now));
        }

        void step() {
            if (schedule.onceIn(3)) {
                commit();
                return;
            }
            PatientWriter writer = schedule.oneOf(writers);
            if (writer.isTimeToTry()) {
                writer.next(Duration.ZERO).ifPresent(handedOver::add);
            }
        }

        /** What the committer was given once stays the same until it is committed. */
        private void commit() {
            if (inbox == null && !handedOver.isEmpty()) {
                List<ArchivedFile> taken = new ArrayList<>();
                for (int left = 1 + schedule.below(handedOver.size()); left > 0; left--) {
                    taken.add(handedOver.remove());
                }
                inbox = taken;
            }
            if (inbox != null && committer.isTimeToTry() && committer.commit(inbox)) {
                inbox = null;
            }
        }

        @Override
        public String toString() {
            return "execution " + number;
        }
    }

    /** The bug: whoever begins again believes that the table has one record more than it has. */
    private record OneLate(ArchiveTable table) implements ArchiveTable {
        @Override
        public Coverage coverage() {
            Coverage coverage = table.coverage();
            return coverage.with(0, coverage.end(0) + 1);
        }

        @Override
        public ArchiveFile newFile() {
            return table.newFile();
        }

        @Override
        public TableSnapshot append(List<WrittenFile> files, CoverageAdvance advance) {
            return table.append(files, advance);
        }
    }
}
