package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void file_says_seven() throws IOException {
        Files.writeString(folder.resolve("lambda-grid.yaml"), "speed:\n  flush-interval: 7ms\n");
    }

    @Test
    void environment_is_stronger_than_the_file() {
        Settings settings = read(Map.of("LAMBDAGRID_SPEED_FLUSHINTERVAL", "8ms"), Map.of());

        assertThat(settings.speed().flushInterval()).isEqualTo(Duration.ofMillis(8));
    }

    @Test
    void system_property_is_stronger_than_the_environment() {
        Settings settings =
                read(Map.of("LAMBDAGRID_SPEED_FLUSHINTERVAL", "8ms"), Map.of("lambdagrid.speed.flush-interval", "9ms"));

        assertThat(settings.speed().flushInterval()).isEqualTo(Duration.ofMillis(9));
    }

    @Test
    void list_and_map_can_be_given_from_outside() {
        Settings settings = read(
                Map.of("LAMBDAGRID_CLUSTER_MEMBERS", "127.0.0.1:5701,127.0.0.1:5702"),
                Map.of("lambdagrid.kafka.properties.max.poll.records", "5"));

        assertThat(settings.cluster().members()).containsExactly("127.0.0.1:5701", "127.0.0.1:5702");
        assertThat(settings.kafka().properties()).isEqualTo(Map.of("max.poll.records", "5"));
    }

    @Test
    void wrong_value_names_the_variable_it_came_from() {
        assertThatThrownBy(() -> read(Map.of("LAMBDAGRID_SPEED_FLUSHINTERVAL", "soon"), Map.of()))
                .hasMessage("environment variable LAMBDAGRID_SPEED_FLUSHINTERVAL has 1 error\n"
                        + "  LG-111  'speed.flush-interval' must be a duration such as 200ms, 5s or 1h, at least 1ms,"
                        + " but is 'soon'.");
    }

    @Test
    void misspelt_override_is_refused() {
        assertThatThrownBy(() -> read(
                        Map.of("LAMBDAGRID_SPEED_FLUSHINTERVALL", "1s"), Map.of("lambdagrid.sped.parallelism", "1")))
                .hasMessageContaining("environment variable LAMBDAGRID_SPEED_FLUSHINTERVALL has 1 error\n"
                        + "  LG-110  No setting answers to 'LAMBDAGRID_SPEED_FLUSHINTERVALL'."
                        + " Did you mean 'LAMBDAGRID_SPEED_FLUSHINTERVAL'?")
                .hasMessageContaining("system property lambdagrid.sped.parallelism has 1 error\n"
                        + "  LG-110  Unknown setting 'sped.parallelism'. Did you mean 'speed.parallelism'?");
    }

    @Test
    void variables_that_kubernetes_sets_for_a_service_are_not_ours() {
        Map<String, String> fromKubernetes = Map.of(
                "LAMBDAGRID_SERVICE_HOST", "10.0.0.1",
                "LAMBDAGRID_PORT", "tcp://10.0.0.1:5701",
                "LAMBDAGRID_PORT_5701_TCP_ADDR", "10.0.0.1");

        assertThat(read(fromKubernetes, Map.of()).speed().flushInterval()).isEqualTo(Duration.ofMillis(7));
    }

    private Settings read(Map<String, String> environment, Map<String, String> properties) {
        return new ConfigurationFolder(folder, new Overrides(environment, properties))
                .read()
                .settings();
    }
}
