package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import io.lambdagrid.stack.ServerProcess;
import io.lambdagrid.testing.TestGrid;
import io.lambdagrid.view.Coverage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive job while its servers are killed and come back. */
class ArchiveOutageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void job_outlives_the_death_of_its_servers_and_goes_on_by_itself() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        try (LocalStack stack = LocalStack.builder()
                .dataFolder(folder)
                .servers(EnumSet.of(ServerKind.KAFKA, ServerKind.HDFS))
                .build()) {
            stack.start();
            try (ArchivedTopic topic = new ArchivedTopic(stack);
                    TestGrid grid = new TestGrid(1)) {
                MasterTable table = topic.table();
                table.createIfAbsent(topic.logStart());
                Job job = grid.member(0)
                        .getJet()
                        .newJob(
                                ArchiveJob.dag(
                                        topic.dataset,
                                        topic.kafka,
                                        topic.location,
                                        new ArchiveSettings(Duration.ofMillis(200), 64 << 20, 2)),
                                ArchiveJob.config(topic.dataset));
                topic.produce(200, random);
                awaitArchived(topic);

                ServerProcess hdfs = stack.server(ServerKind.HDFS);
                hdfs.kill();
                topic.produce(200, random);
                assertThatThrownBy(topic.table()::coverage).hasMessageStartingWith("LG-302");
                hdfs.restart();
                awaitArchived(topic);

                ServerProcess kafka = stack.server(ServerKind.KAFKA);
                kafka.kill();
                kafka.restart();
                topic.produce(200, random);
                Coverage end = awaitArchived(topic);

                assertThat(job.getStatus()).isEqualTo(JobStatus.RUNNING);
                for (int partition : end.ends().keySet()) {
                    assertThat(TableFiles.offsets(table, partition).stream()
                                    .map(offset -> partition + "/" + offset)
                                    .collect(Collectors.toList()))
                            .containsExactlyInAnyOrderElementsOf(topic.acknowledged.keySet().stream()
                                    .filter(place -> place.startsWith(partition + "/"))
                                    .toList());
                }
            }
        }
    }

    private static Coverage awaitArchived(ArchivedTopic topic) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(topic.table().coverage()).isEqualTo(topic.logEnd()));
        return topic.logEnd();
    }
}
