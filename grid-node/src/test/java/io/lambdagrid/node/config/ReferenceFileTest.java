package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.ViewDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that ships with the project is right, and its settings file says what happens without it. */
class ReferenceFileTest {
    private static final Path FOLDER = Path.of("..", "config");

    @Test
    void reference_file_equals_the_defaults() {
        assertThat(new ConfigurationFolder(FOLDER, Overrides.NONE).read().settings())
                .isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void reference_file_lists_every_setting() throws IOException {
        String source = FOLDER.resolve(ConfigurationFolder.SETTINGS_FILE).toString();
        YamlNode.Mapping file = YamlFile.parse(source, Files.readString(Path.of(source)), new Problems());
        Set<String> listed = new TreeSet<>();
        file.entries()
                .forEach((section, entry) -> ((YamlNode.Mapping) entry.value())
                        .entries()
                        .keySet()
                        .forEach(key -> listed.add(section + "." + key)));

        assertThat(listed).isEqualTo(new TreeSet<>(Settings.paths()));
    }

    @Test
    void example_has_one_dataset_and_three_views() {
        GridConfiguration example = new ConfigurationFolder(FOLDER, Overrides.NONE).read();

        assertThat(example.datasets()).extracting(Dataset::name).containsExactly("orders");
        assertThat(example.views())
                .extracting(ViewDefinition::name)
                .containsExactly("revenue_by_product", "revenue_by_product_and_hour", "unique_customers_by_country");
    }

    @Test
    void example_written_out_for_servers_reads_back_with_their_addresses(@TempDir Path folder) throws IOException {
        new ExampleFolder("127.0.0.1:1", "hdfs://127.0.0.1:2/lambda", "127.0.0.1:3").writeTo(folder);

        GridConfiguration written = new ConfigurationFolder(folder, Overrides.NONE).read();
        GridConfiguration example = new ConfigurationFolder(FOLDER, Overrides.NONE).read();

        assertThat(written.settings().kafka().bootstrapServers()).containsExactly("127.0.0.1:1");
        assertThat(written.settings().master().location()).isEqualTo("hdfs://127.0.0.1:2/lambda");
        assertThat(written.settings().master().hadoop()).containsEntry("dfs.replication", "1");
        assertThat(written.settings().cassandra().contactPoints()).containsExactly("127.0.0.1:3");
        assertThat(written.settings().speed()).isEqualTo(SpeedSection.DEFAULTS);
        assertThat(written.datasets()).isEqualTo(example.datasets());
        assertThat(written.views()).isEqualTo(example.views());
    }

    @Test
    void every_kafka_setting_that_is_named_exists_and_none_loads_a_class() {
        assertThat(ConsumerConfig.configNames()).containsAll(KafkaProperties.ALLOWED);
        assertThat(ConsumerConfig.configNames()).containsAll(KafkaProperties.RESERVED);
        assertThat(KafkaProperties.ALLOWED).doesNotContainAnyElementsOf(KafkaProperties.RESERVED);
        assertThat(ConsumerConfig.configDef().configKeys().values())
                .filteredOn(key -> KafkaProperties.ALLOWED.contains(key.name))
                .noneMatch(key -> key.type == ConfigDef.Type.CLASS || key.name.contains("class"));
    }
}
