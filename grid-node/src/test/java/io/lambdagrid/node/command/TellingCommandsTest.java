package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.http.HttpNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands that tell how the grid is doing, against a node on real servers. */
class TellingCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startNode() throws Exception {
        HttpNode.get();
    }

    @Test
    void generations_are_listed_with_time_rows_and_seam() throws Exception {
        eventually(() -> assertThat(run("generations"))
                .containsPattern("dataset +generation +computed +state +since +took_s +rows +seam")
                .containsPattern(
                        "(?m)^visits +\\d+ +(anew|after \\d+) +SERVING +2\\S+Z +\\d+\\.\\d +\\d+ +0=\\d+ 1=\\d+$"));
        JsonNode generations = new ObjectMapper().readTree(run("generations", "visits", "--format", "json"));
        JsonNode newest = generations.get(generations.size() - 1);
        assertThat(newest.get("state").asText()).isEqualTo("SERVING");
        assertThat(newest.get("took_s").asDouble()).isPositive();
        assertThat(fail("generations", "visit"))
                .isEqualTo("LG-103  There is no generation of a dataset 'visit'. Datasets: visits.\n");
    }

    @Test
    void datasets_are_listed_and_shown_with_their_seam() throws Exception {
        eventually(() -> assertThat(run("datasets", "list", "--format", "csv"))
                .startsWith("dataset,topic,partitions,views,log_end,archived,seam,applied,lag\nvisits,")
                .containsPattern("visits,\\w+,2,3,3002,\\d+,\\d+,3002,0\n$"));
        assertThat(run("datasets", "show", "visits"))
                .startsWith("dataset visits, topic http_")
                .contains("visits_by_second")
                .containsPattern("partition +log_start +archived +seam +applied +log_end +lag")
                .containsPattern("(?m)^ +1 +0 +\\d+ +\\d+ +\\d+ +\\d+ +0$");
        assertThat(fail("datasets", "show", "orders")).startsWith("LG-103  There is no dataset 'orders'. Datasets: ");
    }

    @Test
    void status_says_how_far_behind_each_view_is() throws Exception {
        eventually(() -> assertThat(run("status"))
                .containsPattern("view +status +generation +lag +behind +fresh_to")
                .containsPattern("(?m)^visits_by_city +SERVING +\\d +0 +\\d+\\.\\d s +2\\S+Z")
                .containsPattern("dataset +partition +log_start +archived +seam +applied +log_end +lag"));
    }

    /** What the grid tells of itself is written anew each second or so. */
    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private String run(String... words) throws Exception {
        assertThat(execute(words)).as(err.toString()).isZero();
        return out.toString();
    }

    private String fail(String... words) throws Exception {
        assertThat(execute(words)).as(out.toString()).isEqualTo(1);
        return err.toString();
    }

    private int execute(String... words) throws Exception {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ClusterSection cluster = HttpNode.get().settings().cluster();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--address", "127.0.0.1:" + cluster.port(), "--cluster", cluster.name()));
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
