package io.lambdagrid.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.hadoop.HadoopProcessors;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import io.lambdagrid.testing.TestGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a master dataset with a real Jet job on two members. */
class JetReadTest {
    private static TestGrid grid;

    @TempDir
    Path folder;

    @BeforeAll
    static void startGrid() {
        grid = new TestGrid(2);
    }

    @AfterAll
    static void stopGrid() {
        grid.close();
    }

    private MasterTable created() {
        MasterTable table = new MasterTable(Orders.location(folder), Orders.DATASET);
        table.createIfAbsent(Orders.coverage(Map.of(0, 0L)));
        return table;
    }

    private static Pipeline idsInto(String list, MasterLocation location, long snapshotId) {
        BitSet ids = new BitSet();
        ids.set(0);
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(Sources.<RowBatch>batchFromProcessor(
                        "master",
                        HadoopProcessors.readHadoopP(
                                null,
                                configuration -> MasterInputFormat.configure(
                                        configuration, location, Orders.DATASET, ids, snapshotId, OffsetSlice.ALL),
                                (key, batch) -> batch)))
                .flatMap(batch -> Traversers.traverseIterable(batch.rows()))
                .map(row -> (Long) row[0])
                .writeTo(Sinks.list(list));
        return pipeline;
    }

    @Test
    void all_members_together_read_each_row_once() {
        MasterTable table = created();
        for (long from = 0; from < 20_000; from += 1_000) {
            Orders.append(table, 0, from, from + 1_000);
        }
        HazelcastInstance member = grid.member(0);

        member.getJet()
                .newJob(idsInto(
                        "all_ids", Orders.location(folder), table.current().id()))
                .join();

        assertThat(member.<Long>getList("all_ids").stream().sorted())
                .containsExactlyElementsOf(TableFiles.upTo(20_000));
    }

    @Test
    void job_fails_when_a_file_is_missing() throws Exception {
        MasterTable table = created();
        WrittenFile file = Orders.file(table, 0, 0, 10);
        table.append(java.util.List.of(file), CoverageAdvance.of(file.ranges()));
        Files.delete(Path.of(java.net.URI.create(file.file().location())));
        Pipeline pipeline =
                idsInto("no_ids", Orders.location(folder), table.current().id());

        assertThatThrownBy(() -> grid.member(0).getJet().newJob(pipeline).join())
                .hasStackTraceContaining("LG-411  The master dataset is damaged at '")
                .hasStackTraceContaining("it is missing");
    }
}
