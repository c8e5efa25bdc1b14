package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void chosen_ports_differ_and_are_kept() throws Exception {
        Ports first = open(1, Map.of());
        assertThat(new HashSet<>(first.numbers().values())).hasSize(Ports.Role.values().length);
        assertThat(open(2, Map.of())).isEqualTo(first);
    }

    @Test
    void a_given_port_replaces_the_kept_one_and_is_kept_itself() throws Exception {
        Ports first = open(1, Map.of());
        Ports given = open(2, Map.of(ServerKind.KAFKA, 9092));
        assertThat(given.of(Ports.Role.KAFKA)).isEqualTo(9092);
        assertThat(given.of(Ports.Role.HDFS)).isEqualTo(first.of(Ports.Role.HDFS));
        assertThat(open(3, Map.of())).isEqualTo(given);
    }

    @Test
    void a_port_that_somebody_listens_on_is_not_chosen() throws Exception {
        int port = new FreePorts(new Random(7)).next();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new FreePorts(new Random(7)).next()).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void a_line_that_is_not_a_port_is_shown() throws Exception {
        Files.writeString(folder.resolve("ports.properties"), "hdfs=many\n");
        assertThatThrownBy(() -> open(1, Map.of()))
                .hasMessageContaining("LG-905")
                .hasMessageContaining("'hdfs'")
                .hasMessageContaining("'many'");
    }

    private Ports open(long seed, Map<ServerKind, Integer> given) throws Exception {
        return Ports.open(folder.resolve("ports.properties"), given, new FreePorts(new Random(seed)));
    }
}
