package io.lambdagrid.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.config.CassandraSection;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.doctor.Finding.Verdict;
import io.lambdagrid.node.http.HttpNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on real servers, and where there are none. */
class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void all_is_well_with_a_node_on_its_servers() throws Exception {
        Settings settings = HttpNode.get().settings();
        write(settings, settings.kafka().bootstrapServers().get(0), settings.cassandra(), "visits");

        List<Finding> findings = examine(Clock.systemUTC());

        assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.FAIL);
        assertThat(of("configuration", findings))
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("1 dataset, 0 views");
        assertThat(of("kafka", findings))
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("has 2 partitions and keeps 3002 records");
        assertThat(of("cassandra", findings))
                .singleElement()
                .extracting(Finding::verdict)
                .isEqualTo(Verdict.OK);
        assertThat(of("master", findings))
                .first()
                .extracting(Finding::sentence)
                .asString()
                .startsWith("a file was written, read and deleted at hdfs://");
        assertThat(of("view", findings)).hasSize(3).allMatch(finding -> finding.verdict() == Verdict.OK);
        assertThat(of("view", findings))
                .extracting(Finding::sentence)
                .anyMatch(text -> text.startsWith("visits_by_city is " + ViewStatus.SERVING + ", generation "));
    }

    @Test
    void clocks_that_differ_are_told() throws Exception {
        Settings settings = HttpNode.get().settings();
        write(settings, settings.kafka().bootstrapServers().get(0), settings.cassandra(), "visits");

        List<Finding> findings = examine(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));

        assertThat(of("clock", findings))
                .singleElement()
                .matches(finding -> finding.verdict() == Verdict.WARN)
                .extracting(Finding::sentence)
                .asString()
                .contains("differ by")
                .contains("NTP");
        assertThat(of("view", findings))
                .allMatch(finding -> finding.verdict() == Verdict.WARN)
                .extracting(Finding::sentence)
                .allMatch(text -> text.contains("the clocks differ"));
    }

    @Test
    void each_server_that_is_away_or_refuses_is_told_with_its_code() throws Exception {
        Settings settings = HttpNode.get().settings();
        CassandraSection elsewhere = new CassandraSection(
                settings.cassandra().contactPoints(),
                "moon",
                settings.cassandra().keyspace(),
                1,
                "",
                "");
        write(settings, settings.kafka().bootstrapServers().get(0), elsewhere, "absent");
        Files.writeString(
                folder.resolve("lambda-grid.yaml"),
                Files.readString(folder.resolve("lambda-grid.yaml"))
                        .replaceFirst("location: [^}]+", "location: hdfs://127.0.0.1:" + NodeProcess.freePort() + "/a")
                        .replaceFirst("port: \\d+", "port: " + NodeProcess.freePort()));

        List<Finding> findings = examine(Clock.systemUTC());

        assertThat(of("kafka", findings)).extracting(Finding::code).containsExactly("LG-310");
        assertThat(of("cassandra", findings)).extracting(Finding::code).containsExactly("LG-111");
        assertThat(of("cassandra", findings).get(0).sentence()).contains("no data center 'moon'");
        assertThat(of("master", findings)).extracting(Finding::code).containsExactly("LG-302");
        assertThat(of("master", findings).get(0).sentence())
                .contains("read again: Connection refused. Start the file system");
        assertThat(of("cluster", findings))
                .singleElement()
                .matches(finding ->
                        finding.verdict() == Verdict.WARN && finding.code().equals("LG-304"));
    }

    @Test
    void mistakes_of_the_configuration_are_told_with_their_place() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "cluster:\n  nam: x\n");

        assertThat(of("configuration", examine(Clock.systemUTC())))
                .singleElement()
                .matches(finding ->
                        finding.verdict() == Verdict.FAIL && finding.code().equals("LG-110"))
                .extracting(Finding::sentence)
                .asString()
                .contains("lambda-grid.yaml, line 2, column 3: Unknown setting 'cluster.nam'");
    }

    private List<Finding> examine(Clock clock) {
        List<Finding> findings = new ArrayList<>();
        new Doctor(new ConfigurationFolder(folder, Overrides.NONE), clock).examine(findings::add);
        assertThat(of("java", findings)).hasSize(3);
        assertThat(of("disk", findings)).hasSize(1);
        return findings;
    }

    private static List<Finding> of(String subject, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(subject))
                .toList();
    }

    private void write(Settings settings, String kafka, CassandraSection cassandra, String topic) throws IOException {
        ClusterSection cluster = settings.cluster();
        Files.writeString(folder.resolve("lambda-grid.yaml"), """
                cluster: {name: %s, port: %d}
                kafka: {bootstrap-servers: "%s"}
                master: {location: %s}
                cassandra: {contact-points: "%s", keyspace: %s, datacenter: %s}
                """.formatted(
                        cluster.name(),
                        cluster.port(),
                        kafka,
                        settings.master().location(),
                        cassandra.contactPoints().get(0),
                        cassandra.keyspace(),
                        cassandra.datacenter()));
        Files.createDirectories(folder.resolve("datasets"));
        Files.writeString(
                folder.resolve("datasets/visits.yaml"), """
                topic: %s
                format: json
                columns: {city: VARCHAR, visited_at: TIMESTAMP}
                event-time: visited_at
                """.formatted(topic.equals("visits") ? cluster.name() : topic));
    }
}
