package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerClassPathsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void the_servers_of_this_checkout_are_found() {
        for (ServerKind server : ServerKind.values()) {
            assertThat(ServerClassPaths.locate().of(server)).contains(server.folder() + "-server");
        }
    }

    @Test
    void a_jar_anywhere_in_a_built_checkout_finds_its_servers() throws Exception {
        Path module = folder.resolve("local-stack/kafka-server/target");
        Files.createDirectories(module);
        Files.writeString(module.resolve("class-path"), "lib/broker.jar:lib/logging.jar");
        ServerClassPaths found = ServerClassPaths.search(folder.resolve("grid-node/target/grid-node.jar"))
                .orElseThrow();
        assertThat(found.of(ServerKind.KAFKA).split(":"))
                .containsExactly(
                        folder + "/local-stack/boot/target/classes",
                        module + "/classes",
                        module + "/lib/broker.jar",
                        module + "/lib/logging.jar");
    }

    @Test
    void a_servers_folder_beside_the_jar_is_preferred() throws Exception {
        Files.createDirectories(folder.resolve("local-stack/kafka-server/target"));
        Files.createFile(folder.resolve("local-stack/kafka-server/target/class-path"));
        Files.createDirectories(folder.resolve("servers/kafka"));
        ServerClassPaths found =
                ServerClassPaths.search(folder.resolve("grid-node.jar")).orElseThrow();
        assertThat(found.of(ServerKind.KAFKA)).isEqualTo(folder + "/servers/kafka/*");
    }

    @Test
    void jars_that_were_not_built_are_named_with_the_way_to_build_them() throws Exception {
        Files.createDirectories(folder.resolve("servers/kafka"));
        ServerClassPaths found =
                ServerClassPaths.search(folder.resolve("grid-node.jar")).orElseThrow();
        assertThatThrownBy(() -> found.of(ServerKind.CASSANDRA))
                .hasMessageContaining("LG-901  The jars of Cassandra are missing: '" + folder + "/servers/cassandra'")
                .hasMessageContaining("mvn test-compile");
    }

    @Test
    void nothing_is_found_where_nothing_was_built() {
        assertThat(ServerClassPaths.search(folder.resolve("grid-node.jar"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file:/work/stack/target/classes/, /work/stack/target/classes",
        "file:/opt/with%20blank/stack.jar, /opt/with blank/stack.jar",
        "jar:file:/opt/grid-node.jar!/BOOT-INF/lib/stack.jar!/, /opt/grid-node.jar",
        "jar:nested:/opt/grid-node.jar/!BOOT-INF/lib/stack.jar!/, /opt/grid-node.jar",
    })
    void the_outermost_file_of_a_code_source_is_found(String codeSource, Path file) {
        assertThat(ServerClassPaths.outermostFile(codeSource)).isEqualTo(file);
    }
}
