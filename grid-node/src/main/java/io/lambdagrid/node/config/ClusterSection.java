package io.lambdagrid.node.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who belongs together and where they meet.
 *
 * @param name nodes and clients with another cluster name are turned away
 * @param host the one address this node listens on
 * @param members {@code host:port} of the nodes to look for; empty for a node alone
 * @param backupCount how many members may be lost at once without losing rows of a view
 * @param trustedNetwork whether {@code host} may be an address that other machines can reach
 */
public record ClusterSection(
        String name, String host, int port, List<String> members, int backupCount, boolean trustedNetwork) {
    public static final ClusterSection DEFAULTS =
            new ClusterSection("lambda-grid", "127.0.0.1", 5701, List.of(), 1, false);

    private static final int SMALLEST_WITH_MAJORITY = 3;

    /** Hazelcast keeps at most this many. */
    private static final int MOST_BACKUPS = 6;

    public ClusterSection {
        members = List.copyOf(members);
    }

    static ClusterSection read(SettingReader settings) {
        ClusterSection section = new ClusterSection(
                settings.text("name", DEFAULTS.name),
                settings.text("host", DEFAULTS.host),
                settings.wholeNumber("port", DEFAULTS.port, 1, 65_535),
                settings.addresses("members", DEFAULTS.members),
                settings.wholeNumber("backup-count", DEFAULTS.backupCount, 0, MOST_BACKUPS),
                settings.trueOrFalse("trusted-network", DEFAULTS.trustedNetwork));
        section.expectedHost().ifPresent(expected -> settings.refuse("host", expected));
        return section;
    }

    /**
     * Returns how many members must see each other for answers to be given: the majority of those that are named, so
     * that of two halves of a split cluster at most one goes on. Empty for fewer than three, of which one may have to
     * go on alone.
     */
    public OptionalInt quorum() {
        Set<String> all = new HashSet<>(members);
        all.add(host + ":" + port);
        return all.size() < SMALLEST_WITH_MAJORITY ? OptionalInt.empty() : OptionalInt.of(all.size() / 2 + 1);
    }

    /** Returns what the host should be instead; empty when it is fine. */
    private Optional<String> expectedHost() {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress()) {
                return Optional.of("the one address this node listens on, such as 127.0.0.1 or 10.0.0.5");
            }
            return address.isLoopbackAddress() || trustedNetwork
                    ? Optional.empty()
                    : Optional.of("a loopback address such as 127.0.0.1 unless 'cluster.trusted-network' is true"
                            + " (whoever reaches this port owns the cluster: it has neither passwords nor encryption)");
        } catch (UnknownHostException e) {
            return Optional.of("an address of this machine");
        }
    }
}
