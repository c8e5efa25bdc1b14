package io.lambdagrid.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final long RECORDS = 1_000_000;
    private static final RoundsWanted WANTED = new RoundsWanted(1, 3, "1g", false);

    private final Result result = result();

    @Test
    void json_says_where_the_figures_come_from() {
        JsonNode json = new ObjectMapper().valueToTree(result);

        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/commit").asText()).isEqualTo("abc");
        assertThat(json.at("/workload/seed").asInt()).isEqualTo(42);
        assertThat(json.at("/command").asText()).isEqualTo("speed-backlog --runs 3");
        assertThat(json.at("/subjects/0/versions/product").asText()).isEqualTo("1.0");
        assertThat(json.at("/subjects/0/jvmFlags").asText()).isEqualTo("-Xms1g -Xmx1g -Da=b");
        assertThat(json.at("/subjects/0/rounds")).hasSize(4);
    }

    @Test
    void json_has_the_spread_of_each_subject_and_the_ratios() {
        JsonNode json = new ObjectMapper().valueToTree(result);

        assertThat(json.at("/subjects/0/seconds/min").asDouble()).isEqualTo(2);
        assertThat(json.at("/subjects/0/seconds/median").asDouble()).isEqualTo(4);
        assertThat(json.at("/subjects/0/seconds/max").asDouble()).isEqualTo(8);
        assertThat(json.at("/subjects/1/cpuSecondsPerMillionRecords/median").asDouble())
                .isEqualTo(2);
        assertThat(json.at("/ratios/0/throughput").asDouble()).isEqualTo(0.25);
    }

    @Test
    void table_has_one_line_for_each_subject_and_each_ratio() {
        assertThat(ResultTable.of(result))
                .contains("| ours | 2.00 / 4.00 / 8.00 | 250,000 | 8.00 | 2.5 | all |")
                .contains("| peer | 1.00 / 1.00 / 1.00 | 1,000,000 | 2.00 | 2.5 | all |")
                .contains("| ours | peer | 0.250 | 4.00 |");
    }

    @Test
    void busy_machine_is_pointed_out() {
        assertThat(ResultTable.of(result)).doesNotContain("CAUTION");
        assertThat(ResultTable.of(result(new Machine("a cpu", 2, "8 GB", "Linux 6", "a JVM", 1.5))))
                .contains("CAUTION");
    }

    private static Result result() {
        return result(new Machine("a cpu", 2, "8 GB", "Linux 6", "a JVM", 0.1));
    }

    private static Result result(Machine machine) {
        List<SubjectRun> runs = List.of(
                Runs.of("ours", Launch.Role.OURS, Runs.RIGHT, 2, 4, 8),
                Runs.of("peer", Launch.Role.PEER, Runs.RIGHT, 1, 1, 1));
        return new Result(
                "speed-backlog",
                "records a second",
                "2026-11-01T00:00:00Z",
                "speed-backlog --runs 3",
                "abc",
                machine,
                Map.of("seed", 42),
                1,
                3,
                Agreement.of(runs),
                runs.stream()
                        .map(run -> Result.SubjectResult.of(run, WANTED, RECORDS))
                        .toList(),
                Ratio.all(runs));
    }
}
