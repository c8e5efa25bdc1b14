package io.lambdagrid.client;

import java.time.Duration;
import java.util.List;

/** The settings of a connection. */
public final class LambdaGridBuilder {
    private List<String> addresses = List.of("127.0.0.1:5701");
    private String clusterName = "lambda-grid";
    private Duration timeout = Duration.ofSeconds(10);
    private Duration statementTimeout = Duration.ofSeconds(10);

    LambdaGridBuilder() {}

    /** Sets {@code HOST:PORT} of one or more members; {@code 127.0.0.1:5701} unless set. */
    public LambdaGridBuilder addresses(String... newAddresses) {
        addresses = List.of(newAddresses);
        return this;
    }

    /** Sets the name that the cluster must have; {@code lambda-grid} unless set. */
    public LambdaGridBuilder clusterName(String newClusterName) {
        clusterName = newClusterName;
        return this;
    }

    /** Sets how long connecting, and each call after it, may take; ten seconds unless set, one second at least. */
    public LambdaGridBuilder timeout(Duration newTimeout) {
        timeout = newTimeout;
        return this;
    }

    /**
     * Sets how long a SQL statement may run, with the time its result is read; ten seconds unless set. Nodes keep a
     * retired generation for a grace period longer than that; a statement that outlasts the grace period can miss rows.
     */
    public LambdaGridBuilder statementTimeout(Duration newStatementTimeout) {
        statementTimeout = newStatementTimeout;
        return this;
    }

    /**
     * Connects.
     *
     * @throws LambdaGridException {@link ErrorCode#GRID_UNREACHABLE} when no member answers within the timeout
     */
    public LambdaGrid connect() {
        ConnectionSettings settings = new ConnectionSettings(addresses, clusterName, timeout, statementTimeout);
        return new ConnectedGrid(Connection.open(settings));
    }
}
