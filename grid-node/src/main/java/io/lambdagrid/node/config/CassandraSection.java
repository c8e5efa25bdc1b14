package io.lambdagrid.node.config;

import io.lambdagrid.cassandra.CassandraSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where views and the catalog survive the cluster.
 *
 * @param replicationFactor used when the keyspace is created
 * @param username empty when Cassandra asks for none
 * @param password empty when Cassandra asks for none
 */
public record CassandraSection(
        List<String> contactPoints,
        String datacenter,
        String keyspace,
        int replicationFactor,
        String username,
        String password) {
    public static final CassandraSection DEFAULTS =
            new CassandraSection(List.of("127.0.0.1:9042"), "datacenter1", "lambda_grid", 1, "", "");

    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public CassandraSection {
        contactPoints = List.copyOf(contactPoints);
    }

    static CassandraSection read(SettingReader settings) {
        CassandraSection section = new CassandraSection(
                settings.addresses("contact-points", DEFAULTS.contactPoints),
                settings.text("datacenter", DEFAULTS.datacenter),
                settings.value(
                        "keyspace",
                        DEFAULTS.keyspace,
                        "a lower-case letter followed by at most 47 letters, digits or underscores",
                        text -> Optional.of(text).filter(KEYSPACE.asMatchPredicate())),
                settings.wholeNumber("replication-factor", DEFAULTS.replicationFactor, 1, 100),
                settings.secret("username", DEFAULTS.username),
                settings.secret("password", DEFAULTS.password));
        if (section.contactPoints.isEmpty()) {
            settings.refuse("contact-points", "a list of at least one address");
        }
        if (section.username.isEmpty() && !section.password.isEmpty()) {
            settings.refuse("username", "given together with 'cassandra.password'");
        }
        return section;
    }

    /** Returns the form in which the grid takes them. */
    public CassandraSettings cassandraSettings() {
        CassandraSettings plain = CassandraSettings.of(contactPoints, datacenter, keyspace);
        return new CassandraSettings(
                plain.contactPoints(),
                plain.localDatacenter(),
                plain.keyspace(),
                new CassandraSettings.Replication(plain.replication().strategy(), replicationFactor),
                plain.consistency(),
                username.isEmpty() ? null : new CassandraSettings.Credentials(username, password),
                plain.requestTimeout(),
                plain.patience());
    }

    /** Hides the password, because settings end up in logs. */
    @Override
    public String toString() {
        return "CassandraSection[contactPoints=" + contactPoints + ", datacenter=" + datacenter + ", keyspace="
                + keyspace + ", replicationFactor=" + replicationFactor + ", username=" + username + ", password="
                + (password.isEmpty() ? "" : "***") + "]";
    }
}
