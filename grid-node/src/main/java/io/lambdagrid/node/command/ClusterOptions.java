package io.lambdagrid.node.command;

import io.lambdagrid.client.ErrorCode;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which cluster to talk to. */
final class ClusterOptions {
    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            split = ",",
            defaultValue = "127.0.0.1:5701",
            description = "One or more members, separated by commas; ${DEFAULT-VALUE} unless given.")
    private List<String> addresses = List.of("127.0.0.1:5701");

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "lambda-grid",
            description = "The cluster's name; ${DEFAULT-VALUE} unless given.")
    private String clusterName = "lambda-grid";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for the cluster and for each answer; ${DEFAULT-VALUE} unless given.")
    private int timeoutSeconds = 10;

    /** Connects, or says what to start. */
    LambdaGrid connect() {
        LogVolume.silenceUnlessRaised();
        try {
            return LambdaGrid.builder()
                    .addresses(addresses.toArray(String[]::new))
                    .clusterName(clusterName)
                    .timeout(Duration.ofSeconds(timeoutSeconds))
                    .statementTimeout(Duration.ofSeconds(timeoutSeconds))
                    .connect();
        } catch (LambdaGridException e) {
            if (e.error() != ErrorCode.GRID_UNREACHABLE) {
                throw e;
            }
            throw new CommandFailure(
                    e.getMessage() + "\nStart a node with: java -jar grid-node.jar start --config DIR", e);
        }
    }
}
