package io.lambdagrid.node.doctor;

import io.lambdagrid.node.config.ConfigurationException;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Problem;
import io.lambdagrid.node.print.Words;
import io.lambdagrid.view.GridError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Makes all checks, one after the other. */
public final class Doctor {
    private final ConfigurationFolder folder;
    private final Clock clock;

    public Doctor(ConfigurationFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Makes the checks and tells each finding as soon as there is one. */
    public void examine(Consumer<Finding> told) {
        make(new JavaCheck(), told);
        make(new DiskCheck(Path.of(System.getProperty("java.io.tmpdir", "/tmp"))), told);
        GridConfiguration configuration;
        try {
            configuration = folder.read();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> told.accept(finding(problem)));
            return;
        }
        told.accept(Finding.ok(
                "configuration",
                Words.count(configuration.datasets().size(), "dataset") + ", "
                        + Words.count(configuration.views().size(), "view") + ", no mistake"));
        make(new KafkaCheck(configuration), told);
        make(new MasterCheck(configuration.settings().master(), clock), told);
        make(new CassandraCheck(configuration.settings().cassandra()), told);
        make(new ClusterCheck(configuration.settings().cluster(), clock), told);
    }

    private static Finding finding(Problem problem) {
        String place = problem.place().lineAndColumn();
        String where = problem.place().source() + (place.isEmpty() ? "" : ", " + place);
        return Finding.fail("configuration", problem.error(), where + ": " + problem.sentence());
    }

    /** A check that fails in an unforeseen way must not keep the others from being made. */
    private static void make(Check check, Consumer<Finding> told) {
        List<Finding> findings;
        try {
            findings = check.findings();
        } catch (RuntimeException | LinkageError e) {
            findings = List.of(Finding.fail(
                    check.subject(), GridError.INTERNAL, "The check itself failed: " + e + ". Report it, please."));
        }
        findings.forEach(told);
    }
}
