package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.lambdagrid.stack.DuckDb;
import io.lambdagrid.stack.SharedStack;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive job on real Kafka and HDFS; DuckDB counts what came out. */
class ArchiveJobTest {
    private static final ArchiveSettings SOON = new ArchiveSettings(Duration.ofMillis(200), 64 << 20, 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private ArchivedTopic topic;
    private TestGrid grid;

    @BeforeEach
    void start() throws Exception {
        topic = new ArchivedTopic(SharedStack.get());
        topic.table().createIfAbsent(topic.logStart());
        grid = new TestGrid(2);
    }

    @AfterEach
    void stop() {
        grid.close();
        topic.close();
    }

    private Job archive() {
        return grid.member(0)
                .getJet()
                .newJobIfAbsent(
                        ArchiveJob.dag(topic.dataset, topic.kafka, topic.location, SOON),
                        ArchiveJob.config(topic.dataset));
    }

    private void awaitArchived() {
        MasterTable table = topic.table();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(table.coverage()).isEqualTo(topic.logEnd()));
    }

    /** Returns "partition/offset" to whether it was accepted; fails when DuckDB finds one twice. */
    private Map<String, Boolean> archived() throws Exception {
        assertThat(new MasterVerification(topic.location, topic.dataset, 5)
                        .verify(MasterVerification.Depth.ROWS)
                        .problems())
                .isEmpty();
        MasterTable table = topic.table();
        FileSystem files = topic.location.table(topic.dataset).getFileSystem(topic.location.configuration());
        int count = 0;
        try (CloseableIterable<FileScanTask> tasks = table.table().newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                files.copyToLocalFile(
                        new org.apache.hadoop.fs.Path(task.file().location()),
                        new org.apache.hadoop.fs.Path(
                                folder.resolve(count++ + ".parquet").toUri()));
            }
        }
        Map<String, Boolean> found = new TreeMap<>();
        try (Connection duckDb = DuckDb.connect();
                ResultSet rows = duckDb.createStatement()
                        .executeQuery("SELECT _partition, _offset, bool_and(_rejected IS NULL), count(*) FROM '"
                                + folder + "/*.parquet' GROUP BY _partition, _offset")) {
            while (rows.next()) {
                String place = rows.getInt(1) + "/" + rows.getLong(2);
                assertThat(rows.getLong(4)).as(place).isEqualTo(1);
                found.put(place, rows.getBoolean(3));
            }
        }
        return found;
    }

    @Test
    void upkeep_goes_on_beside_the_archive_and_every_record_stands_once() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        archive();
        MasterUpkeep upkeep = new MasterUpkeep(
                topic.location,
                topic.dataset,
                new UpkeepSettings(Duration.ZERO, 1 << 20, Duration.ofSeconds(1)),
                Clock.systemUTC());
        int compacted = 0;
        int forgotten = 0;
        while (compacted < 30 || forgotten < 10) {
            topic.produce(50, random);
            MasterUpkeep.Outcome outcome = upkeep.run(Set.of(), OptionalLong.empty());
            compacted += outcome.compaction().replacedFiles();
            forgotten += outcome.forgottenSnapshots();
        }
        awaitArchived();

        assertThat(archived()).isEqualTo(topic.acknowledged);
    }

    @Test
    void every_record_stands_once_in_the_table_however_often_the_job_ends() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Job job = archive();
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 5; i++) {
                topic.produce(200, random);
            }
            switch (random.nextInt(4)) {
                case 0 -> {
                    whenCalm(job::cancel);
                    await().atMost(PATIENCE).until(() -> job(topic).getStatus().isTerminal());
                }
                case 1 -> {
                    grid.kill(1);
                    grid.addMember();
                }
                case 2 -> whenCalm(job::restart);
                default -> awaitArchived();
            }
            job = archive();
        }

        awaitArchived();
        assertThat(archived()).isEqualTo(topic.acknowledged);
    }

    /** A job that is starting or stopping takes no orders. */
    private static void whenCalm(Runnable order) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> {
                    order.run();
                    return true;
                });
    }

    private Job job(ArchivedTopic of) {
        Job found = grid.member(0).getJet().getJob(ArchiveJob.name(of.dataset));
        assertThat(found).isNotNull();
        return found;
    }

    @Test
    void partition_added_while_the_job_runs_is_archived_from_its_start() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        archive();
        topic.produce(100, random);
        awaitArchived();

        topic.addPartition();
        for (int i = 0; i < 5; i++) {
            topic.produce(100, random);
        }

        awaitArchived();
        assertThat(topic.table().coverage().ends()).hasSize(4);
        assertThat(archived()).isEqualTo(topic.acknowledged);
    }

    @Test
    void commits_from_elsewhere_make_the_job_begin_again_at_the_table() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        Job job = archive();
        int won = 0;
        for (int round = 0; won < 2 && round < 100; round++) {
            topic.produce(60, random);
            won += archiveFromElsewhere(0) ? 1 : 0;
        }
        assertThat(won).isEqualTo(2);

        awaitArchived();
        assertThat(job.getStatus()).isEqualTo(JobStatus.RUNNING);
        assertThat(archived().keySet()).isEqualTo(topic.acknowledged.keySet());
    }

    /** Appends what is missing of one partition, if there is any and the job does not come first. */
    private boolean archiveFromElsewhere(int partition) {
        MasterTable table = topic.table();
        OffsetRange missing =
                new OffsetRange(table.coverage().end(partition), topic.logEnd().end(partition));
        MasterFileWriter writer = table.newFile();
        topic.acknowledged.keySet().stream()
                .filter(place -> place.startsWith(partition + "/"))
                .mapToLong(place -> Long.parseLong(place.substring(2)))
                .filter(offset -> missing.from() <= offset && offset < missing.end())
                .sorted()
                .forEach(offset -> writer.reject(partition, offset, Orders.NOW, "from elsewhere", null));
        if (writer.rows() == 0) {
            writer.abandon();
            return false;
        }
        try {
            table.append(List.of(writer.close()), CoverageAdvance.of(Map.of(partition, missing)));
            return true;
        } catch (GridException e) {
            assertThat(e.error()).isEqualTo(GridError.COVERAGE_NOT_CONTIGUOUS);
            return false;
        }
    }
}
