package io.lambdagrid.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.http.HttpNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell as a process on a terminal, against a node on real servers. */
@Timeout(180)
class SqlShellProcessTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String TAB = "\t";
    private static final String UP = "\u001bOA";
    private static final String PROMPT = "grid > ";

    @TempDir
    Path home;

    @BeforeEach
    void requireTerminal() throws Exception {
        Assumptions.assumeTrue(PseudoTerminal.exists(), "script of util-linux");
    }

    @Test
    void statements_are_edited_completed_run_timed_watched_interrupted_and_kept() throws Exception {
        try (PseudoTerminal shell = shell()) {
            shell.await(PROMPT);

            shell.type("SEL" + TAB + "city, visits FROM visits_by_c" + TAB);
            shell.await("SELECT city, visits FROM visits_by_city");
            shell.type("\rWHERE cit" + TAB + "= 'Bonn';\r");
            assertThat(shell.await("+ speed"))
                    .contains("city  visits", "Bonn     750")
                    .containsPattern("1 row in \\d+ ms, fresh to .* behind\\), generation \\d+ \\+ speed");

            shell.type("\\timing off\r");
            shell.await("Timing is off");
            shell.type("SELECT COUNT(*) AS v FROM visits_by_city_batch;\r");
            assertThat(shell.await(" alone")).contains("\n4\n").contains("1 row, generation");

            shell.type("SELECT v FROM TABLE(generate_stream(3000)) AS t(v);\r");
            shell.await("1234\n");
            shell.type(CTRL_C);
            shell.await("nterrupted");

            shell.type("SELECT seconds FROM visits_by_second WHERE seconds = 7;\r");
            shell.await("+ speed");
            shell.type("\\watch 100ms\r");
            shell.await("every 0.1 s, Ctrl+C ends");
            shell.await("1 row");
            shell.await("every 0.1 s, Ctrl+C ends");
            shell.type(CTRL_C);
            shell.await(PROMPT);

            shell.type(CTRL_D);
            assertThat(shell.exitCode()).isZero();
        }
        try (PseudoTerminal shell = shell()) {
            shell.await(PROMPT);
            shell.type(UP + UP + "\r");
            assertThat(shell.await("1 row in")).contains("      7");
            shell.type("exit\r");
            assertThat(shell.exitCode()).isZero();
        }
    }

    @Test
    void views_and_columns_are_listed_errors_are_shown_in_their_place_and_explained() throws Exception {
        try (PseudoTerminal shell = shell()) {
            shell.await(PROMPT);
            shell.type("\\d\r");
            assertThat(shell.await("lambda_differences."))
                    .contains("visits_by_city_and_hour  visits   SERVING", "city, visited_hour");
            shell.type("\\d visits_by_city\r");
            assertThat(shell.await(PROMPT + "\\d visits_by_city") + shell.await("seconds  DECIMAL(38,6)"))
                    .contains("city     VARCHAR        1", "paid     DECIMAL(38,2)");
            shell.type("\\d lambda_rejected\r");
            shell.await("kafka_offset     BIGINT");
            shell.type("\\d nothing\r");
            shell.await("LG-103  There is no view 'nothing'");
            shell.type("SELECT town FROM visits_by_city;\r");
            shell.await("^^^^");
            shell.type("\\explain LG-103\r");
            shell.await("What to do:");
            shell.type("\\nonsense\r");
            shell.await("There is no '\\nonsense' here; \\help lists what there is.");
            shell.type("\\help\r");
            assertThat(shell.await("Ctrl+D")).contains("\\watch [2s]");
            shell.type("SELECT a.visits FROM visits_by_city a JOIN visits_by_second b ON a.visits = b.visits;\r");
            shell.await("0 rows in");
            shell.await("  visits_by_city: fresh to");
            shell.await("  visits_by_second: fresh to");
            shell.type("\\q\r");
            assertThat(shell.exitCode()).isZero();
        }
    }

    private PseudoTerminal shell() throws Exception {
        ClusterSection cluster = HttpNode.get().settings().cluster();
        List<String> command = new ArrayList<>(NodeProcess.java());
        command.add("-Duser.home=" + home);
        command.addAll(NodeProcess.fromClasses());
        command.addAll(List.of("sql", "--address", "127.0.0.1:" + cluster.port(), "--cluster", cluster.name()));
        return PseudoTerminal.start(command);
    }
}
