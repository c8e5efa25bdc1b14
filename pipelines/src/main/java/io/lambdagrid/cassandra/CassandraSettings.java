package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Names;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Cassandra is and how the grid uses it. Travels with Jet jobs, hence serialisable. A value that is out of range
 * is refused with LG-111.
 *
 * @param contactPoints {@code host:port} of at least one node; the others are discovered
 * @param localDatacenter the data center whose nodes are asked
 * @param keyspace holds all tables of the grid; created when absent
 * @param credentials {@code null} when Cassandra asks for none
 * @param requestTimeout how long one request may take; longer than Cassandra's own write timeout, so that an unknown
 *     outcome is the server's word and not the client's impatience
 * @param patience how long a write or read of a job is repeated while Cassandra does not answer, before the job fails
 */
public record CassandraSettings(
        List<String> contactPoints,
        String localDatacenter,
        String keyspace,
        Replication replication,
        Consistency consistency,
        @Nullable Credentials credentials,
        Duration requestTimeout,
        Duration patience)
        implements Serializable {
    /** Cassandra's limit for the names of keyspaces and tables. */
    static final int MAX_NAME_LENGTH = 48;

    private static final Pattern HOST_AND_PORT = Pattern.compile("\\S+:\\d{1,5}");

    /** How many copies of each row the keyspace keeps; used only when the keyspace is created. */
    public record Replication(Strategy strategy, int factor) implements Serializable {
        /** Cassandra's strategies for placing copies. */
        public enum Strategy {
            /** Copies on the next nodes of the ring, whatever their data center. */
            SIMPLE,
            /** Copies in the local data center, spread over its racks. */
            NETWORK_TOPOLOGY
        }

        public Replication {
            if (factor < 1) {
                throw invalid("The replication factor is " + factor + ", but at least 1 copy is needed");
            }
        }

        String asCql(String localDatacenter) {
            return switch (strategy) {
                case SIMPLE -> "{'class': 'SimpleStrategy', 'replication_factor': " + factor + "}";
                case NETWORK_TOPOLOGY ->
                    "{'class': 'NetworkTopologyStrategy', '" + localDatacenter.replace("'", "''") + "': " + factor
                            + "}";
            };
        }
    }

    /** Consistency levels by Cassandra's names. Reads and writes that overlap make every load see every write. */
    public record Consistency(String read, String write, String serial) implements Serializable {
        public static final Consistency LOCAL = new Consistency("LOCAL_QUORUM", "LOCAL_QUORUM", "LOCAL_SERIAL");

        public Consistency {
            List<String> levels = Arrays.stream(DefaultConsistencyLevel.values())
                    .map(Enum::name)
                    .toList();
            for (String level : List.of(read, write, serial)) {
                if (!levels.contains(level)) {
                    throw invalid("Unknown consistency level '" + level + "'; Cassandra has " + levels);
                }
            }
            if (!DefaultConsistencyLevel.valueOf(serial).isSerial()) {
                throw invalid("The serial consistency is '" + serial + "', but must be LOCAL_SERIAL or SERIAL");
            }
        }

        DefaultConsistencyLevel readLevel() {
            return DefaultConsistencyLevel.valueOf(read);
        }

        DefaultConsistencyLevel writeLevel() {
            return DefaultConsistencyLevel.valueOf(write);
        }

        DefaultConsistencyLevel serialLevel() {
            return DefaultConsistencyLevel.valueOf(serial);
        }
    }

    /** A user of Cassandra; prints without the password. */
    public record Credentials(String username, String password) implements Serializable {
        @Override
        public String toString() {
            return "Credentials[username=" + username + "]";
        }
    }

    public CassandraSettings {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw invalid("There are no contact points of Cassandra; name at least one node as 'host:port'");
        }
        for (String contactPoint : contactPoints) {
            if (!HOST_AND_PORT.matcher(contactPoint).matches()) {
                throw invalid("The contact point '" + contactPoint + "' of Cassandra does not read 'host:port'");
            }
        }
        if (localDatacenter.isBlank()) {
            throw invalid("The local data center of Cassandra is empty; 'nodetool status' shows the names");
        }
        if (!Names.isValid(keyspace) || keyspace.length() > MAX_NAME_LENGTH) {
            throw invalid("The keyspace '" + keyspace + "' is not " + Names.RULE + ", of at most " + MAX_NAME_LENGTH
                    + " characters");
        }
        requirePositive("request timeout", requestTimeout);
        requirePositive("patience", patience);
    }

    /** Returns settings with one copy of each row, local quorums, no credentials, 10 s a request and 2 min patience. */
    public static CassandraSettings of(List<String> contactPoints, String localDatacenter, String keyspace) {
        return new CassandraSettings(
                contactPoints,
                localDatacenter,
                keyspace,
                new Replication(Replication.Strategy.NETWORK_TOPOLOGY, 1),
                Consistency.LOCAL,
                null,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2));
    }

    public CassandraSettings withPatience(Duration newPatience) {
        return new CassandraSettings(
                contactPoints,
                localDatacenter,
                keyspace,
                replication,
                consistency,
                credentials,
                requestTimeout,
                newPatience);
    }

    /** Returns the contact points as they read in a message. */
    String where() {
        return String.join(", ", contactPoints);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw invalid("The " + name + " for Cassandra is '" + duration + "', but must be more than nothing");
        }
    }

    private static GridException invalid(String sentence) {
        return new GridException(GridError.CONFIG_INVALID_VALUE, sentence);
    }
}
