package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveSettingTest {
    @TempDir
    private Path path;

    private WrittenFolder folder = new WrittenFolder(Path.of(""));

    @BeforeEach
    void begin() {
        folder = new WrittenFolder(path);
    }

    @Test
    void each_setting_tells_where_its_value_comes_from() throws IOException {
        folder.write("lambda-grid.yaml", """
                speed:
                  flush-interval: 7ms
                kafka:
                  bootstrap-servers: [127.0.0.1:1, 127.0.0.1:2]
                batch:
                  incremental-interval: 5m
                  recompute-interval:
                """);

        List<EffectiveSetting> settings = EffectiveSetting.all(
                path,
                new Overrides(
                        Map.of("LAMBDAGRID_BATCH_INCREMENTALINTERVAL", "6m"),
                        Map.of("lambdagrid.cluster.port", "5801", "lambdagrid.master.hadoop.dfs.replication", "3")));

        assertThat(settings)
                .contains(
                        new EffectiveSetting("speed.flush-interval", "7ms", "lambda-grid.yaml line 2"),
                        new EffectiveSetting(
                                "kafka.bootstrap-servers", "127.0.0.1:1, 127.0.0.1:2", "lambda-grid.yaml line 4"),
                        new EffectiveSetting(
                                "batch.incremental-interval",
                                "6m",
                                "environment variable LAMBDAGRID_BATCH_INCREMENTALINTERVAL"),
                        new EffectiveSetting("batch.recompute-interval", "24h", "default"),
                        new EffectiveSetting("cluster.port", "5801", "system property lambdagrid.cluster.port"),
                        new EffectiveSetting(
                                "master.hadoop.dfs.replication",
                                "3",
                                "system property lambdagrid.master.hadoop.dfs.replication"),
                        new EffectiveSetting("cluster.name", "lambda-grid", "default"));
    }

    @Test
    void without_anything_given_every_setting_has_its_default() throws IOException {
        folder.write("lambda-grid.yaml", "");

        assertThat(EffectiveSetting.all(path, Overrides.NONE))
                .allMatch(EffectiveSetting::isDefault)
                .extracting(EffectiveSetting::name)
                .containsExactlyElementsOf(Settings.paths());
    }

    @Test
    void passwords_and_tokens_are_masked_but_not_where_they_are() throws IOException {
        folder.write("lambda-grid.yaml", """
                kafka:
                  properties:
                    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required password="tiger";
                    ssl.truststore.password: ${file:/run/secrets/trust}
                    security.protocol: SASL_SSL
                cassandra:
                  username: scott
                  password: tiger
                http:
                  tokens:
                    dashboard: read:tiger-tiger-tiger-tiger-tiger-tiger
                """);

        List<EffectiveSetting> settings = EffectiveSetting.all(path, Overrides.NONE);

        assertThat(settings).noneMatch(setting -> setting.value().contains("tiger"));
        assertThat(settings)
                .contains(
                        new EffectiveSetting("kafka.properties.sasl.jaas.config", "***", "lambda-grid.yaml line 3"),
                        new EffectiveSetting(
                                "kafka.properties.ssl.truststore.password",
                                "${file:/run/secrets/trust}",
                                "lambda-grid.yaml line 4"),
                        new EffectiveSetting(
                                "kafka.properties.security.protocol", "SASL_SSL", "lambda-grid.yaml line 5"),
                        new EffectiveSetting("cassandra.username", "scott", "lambda-grid.yaml line 7"),
                        new EffectiveSetting("cassandra.password", "***", "lambda-grid.yaml line 8"),
                        new EffectiveSetting("http.tokens.dashboard", "***", "lambda-grid.yaml line 11"));
    }
}
