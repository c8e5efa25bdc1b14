package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.node.config.HttpSection;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.view.GridException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which port a node takes. */
class ListeningTest {
    @Test
    void nodes_beside_each_other_find_ports_of_their_own_unless_told_which() {
        try (NodeHttp one = new NodeHttp(Settings.DEFAULTS, Clock.systemUTC());
                NodeHttp other = new NodeHttp(Settings.DEFAULTS, Clock.systemUTC())) {
            one.start();
            other.start();

            assertThat(one.address().getPort()).isBetween(8080, 8179);
            assertThat(other.address().getPort()).isGreaterThan(one.address().getPort());
        }
    }

    @Test
    void taken_port_that_was_asked_for_is_told_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSection section = HttpSections.at(taken.getLocalPort(), List.of());
            Settings defaults = Settings.DEFAULTS;
            Settings settings = new Settings(
                    defaults.cluster(),
                    defaults.kafka(),
                    defaults.master(),
                    defaults.cassandra(),
                    defaults.batch(),
                    defaults.speed(),
                    defaults.serving(),
                    section,
                    defaults.managementCenter());
            try (NodeHttp http = new NodeHttp(settings, Clock.systemUTC())) {
                assertThatThrownBy(http::start)
                        .isInstanceOf(GridException.class)
                        .hasMessage("LG-111  '127.0.0.1:" + taken.getLocalPort()
                                + "' cannot be listened on for HTTP: Address already in use. Set 'http.host' and"
                                + " 'http.port' to an address of this machine that is free, or 'http.enabled: false'.");
            }
        }
    }
}
