package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * The states of a table in memory, one after the other, on a file system that fails, loses answers, and does late what
 * it was asked for. After each commit it is compared with the log.
 */
final class SimulatedTable {
    private static final String WHERE = "memory";

    private final SimulatedArchive world;
    private final List<State> history = new ArrayList<>();
    private final Map<String, List<SimulatedFile.Row>> files = new HashMap<>();
    private final List<Late> late = new ArrayList<>();
    private Coverage highest;
    private long newestEver = 1;

    /** One state of the table, with the change that made it. */
    private record State(
            long id, TableState state, @Nullable TableChange change) {
        TableSnapshot snapshot() {
            return new TableSnapshot(id, state.coverage(), state.gaps(), null);
        }
    }

    /** A commit that is on its way. */
    private record Late(State base, TableChange change, TableState next) {}

    SimulatedTable(SimulatedArchive world, Coverage start) {
        this.world = world;
        this.highest = start;
        history.add(new State(1, TableState.empty(start), null));
    }

    void keep(String location, List<SimulatedFile.Row> rows) {
        files.put(location, List.copyOf(rows));
    }

    Coverage coverage() {
        return newest().state().coverage();
    }

    private State newest() {
        return history.get(history.size() - 1);
    }

    /** Does late what somebody thought had failed. */
    void arrive() {
        if (!late.isEmpty()) {
            Late arrived = late.remove(world.schedule().below(late.size()));
            if (arrived.base().id() == newest().id()) {
                world.schedule().note(() -> "a commit arrives late");
                apply(arrived.change(), arrived.next());
            }
        }
    }

    /** Rewrites files, as the upkeep of the table does: a commit that adds nothing. */
    void rewriteFiles() {
        world.schedule().note(() -> "files are rewritten");
        add(newest().state(), null);
    }

    private void add(TableState next, @Nullable TableChange change) {
        long id = newest().id() + 1;
        assertThat(id)
                .as("no state of the table that somebody may read disappears")
                .isGreaterThan(newestEver);
        newestEver = id;
        history.add(new State(id, next, change));
    }

    private void apply(TableChange change, TableState next) {
        TableState before = newest().state();
        add(next, change);
        world.schedule().note(() -> "the table is at " + next.coverage());
        requireRowsOfLog(((Appending) change).files(), before, next);
    }

    /** A change whose files are known. */
    interface Appending extends TableChange {
        List<WrittenFile> files();
    }

    private List<SimulatedFile.Row> rowsOf(WrittenFile file) {
        List<SimulatedFile.Row> rows = files.get(file.file().location());
        assertThat(rows).as("a file of the table is there").isNotNull();
        return Objects.requireNonNull(rows);
    }

    /** Each record between the two coverages is in the new files, once, and no other is. */
    private void requireRowsOfLog(List<WrittenFile> added, TableState before, TableState after) {
        Map<Integer, List<Long>> found = new TreeMap<>();
        for (WrittenFile file : added) {
            rowsOf(file)
                    .forEach(row -> found.computeIfAbsent(row.partition(), p -> new ArrayList<>())
                            .add(row.offset()));
        }
        Map<Integer, List<Long>> expected = new TreeMap<>();
        for (int partition : after.coverage().ends().keySet()) {
            List<Long> between = world.log()
                    .offsets(
                            partition,
                            before.coverage().end(partition),
                            after.coverage().end(partition));
            if (!between.isEmpty()) {
                expected.put(partition, between);
            }
        }
        found.values().forEach(offsets -> offsets.sort(null));
        assertThat(found).as("records between two coverages, each once").isEqualTo(expected);
        assertThat(after.coverage().reaches(highest)).as("coverage only grows").isTrue();
        highest = after.coverage();
    }

    /** Everything that was ever committed is there, once. */
    void requireWhole() {
        Map<Integer, List<Long>> found = new TreeMap<>();
        long rows = 0;
        for (State state : history) {
            if (state.change() instanceof Appending appended) {
                for (WrittenFile file : appended.files()) {
                    List<SimulatedFile.Row> kept = rowsOf(file);
                    rows += kept.size();
                    kept.forEach(row -> found.computeIfAbsent(row.partition(), p -> new ArrayList<>())
                            .add(row.offset()));
                }
            }
        }
        for (Map.Entry<Integer, Long> end : coverage().ends().entrySet()) {
            List<Long> offsets = found.getOrDefault(end.getKey(), new ArrayList<>());
            offsets.sort(null);
            assertThat(offsets)
                    .as("records of partition %s in the table", end.getKey())
                    .isEqualTo(world.log().offsets(end.getKey(), 0, end.getValue()));
        }
        assertThat(newest().state().contents().rows())
                .as("rows the table says it has")
                .isEqualTo(rows);
    }

    /** Returns the table as one execution of the archive uses it. */
    ArchiveTable of(SimulatedArchive.Execution who) {
        TableVersions versions = new Versions(who);
        return new ArchiveTable() {
            @Override
            public Coverage coverage() {
                return MasterFaults.naming(WHERE, versions::newest).state().coverage();
            }

            @Override
            public ArchiveFile newFile() {
                return new SimulatedFile(world, SimulatedTable.this, who);
            }

            @Override
            public TableSnapshot append(List<WrittenFile> appended, CoverageAdvance advance) {
                Commits commits = new Commits(WHERE, versions);
                return switch (world.plant()) {
                    case COVERAGE_NOT_COMPARED -> commits.make(new Unchecked(appended, advance));
                    case LOST_ANSWER_TAKEN_FOR_FAILURE -> appendAgain(commits, appended, advance);
                    default -> commits.make(new Checked(appended, new MasterAppend(appended, advance)));
                };
            }
        };
    }

    /** The bug: what may have happened is done once more, as another change. */
    private static TableSnapshot appendAgain(Commits commits, List<WrittenFile> appended, CoverageAdvance advance) {
        try {
            return commits.make(new Checked(appended, new MasterAppend(appended, advance)));
        } catch (GridException e) {
            if (!Outage.isPassing(e)) {
                throw e;
            }
            return commits.make(new Unchecked(appended, advance));
        }
    }

    /** The product's change, of which we know the files. */
    private record Checked(List<WrittenFile> files, MasterAppend append) implements Appending {
        @Override
        public String name() {
            return append.name();
        }

        @Override
        public TableState after(TableState before) {
            return append.after(before);
        }

        @Override
        public SnapshotUpdate<?> update(Table table) {
            return append.update(table);
        }
    }

    /** The bug: a change that does not ask what it follows. */
    private record Unchecked(List<WrittenFile> files, CoverageAdvance advance) implements Appending {
        @Override
        public String name() {
            return "unchecked " + new MasterAppend(files, advance).name();
        }

        @Override
        public TableState after(TableState before) {
            Coverage moved = before.coverage();
            for (Map.Entry<Integer, OffsetRange> range : advance.ranges().entrySet()) {
                moved = moved.with(
                        range.getKey(),
                        Math.max(moved.end(range.getKey()), range.getValue().end()));
            }
            TableContents added =
                    files.stream().map(WrittenFile::contents).reduce(TableContents.NOTHING, TableContents::plus);
            return new TableState(
                    moved,
                    before.start(),
                    before.contents().plus(added),
                    before.imports(),
                    before.gaps(),
                    before.expired());
        }

        @Override
        public SnapshotUpdate<?> update(Table table) {
            throw new UnsupportedOperationException();
        }
    }

    /** The table's states as one execution sees them. */
    private final class Versions implements TableVersions {
        private final SimulatedArchive.Execution who;

        Versions(SimulatedArchive.Execution who) {
            this.who = who;
        }

        @Override
        public Version newest() {
            world.point(who, "read the table");
            if (world.schedule().faultOnceIn(40)) {
                throw new UncheckedIOException(new IOException("no answer"));
            }
            return new Read(SimulatedTable.this.newest());
        }

        private final class Read implements Version {
            private final State read;

            Read(State read) {
                this.read = read;
            }

            @Override
            public TableState state() {
                return read.state();
            }

            @Override
            public Optional<TableSnapshot> madeBy(String change) {
                return history.subList(0, (int) read.id()).stream()
                        .filter(state -> state.change() != null
                                && change.equals(state.change().name()))
                        .findAny()
                        .map(State::snapshot);
            }

            @Override
            public void follow(TableChange change, TableState next) {
                world.point(who, "begin to commit");
                State base = SimulatedTable.this.newest();
                if (!change.leads(base.state(), next)) {
                    throw new ValidationException("the table has moved");
                }
                world.point(who, "commit");
                boolean renameReplaces = world.plant() == SimulatedArchive.Plant.COMMIT_REPLACES_ANOTHER;
                if (base.id() != SimulatedTable.this.newest().id() && !renameReplaces) {
                    throw new CommitFailedException("Another commit came first");
                }
                if (base.id() != SimulatedTable.this.newest().id()) {
                    history.subList((int) base.id(), history.size()).clear();
                }
                commit(new Late(base, change, next));
                world.point(who, "committed");
            }

            private void commit(Late commit) {
                int fate = world.schedule().isCalm() ? 9 : world.schedule().below(10);
                if (fate == 0) {
                    late.add(commit);
                } else if (fate != 1) {
                    apply(commit.change(), commit.next());
                }
                if (fate <= 2) {
                    world.schedule().note(() -> who + ": the answer to the commit is lost, fate " + fate);
                    if (world.plant() == SimulatedArchive.Plant.FILES_DELETED_AFTER_UNKNOWN) {
                        ((Appending) commit.change())
                                .files()
                                .forEach(file -> files.remove(file.file().location()));
                    }
                    throw new CommitStateUnknownException(new SocketTimeoutException("timed out"));
                }
            }
        }
    }
}
