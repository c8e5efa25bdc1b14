package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the nodes of one run are told: a topic, a folder of the file system and a keyspace of its own.
 *
 * @param name names all of them
 * @param moves how often the seam moves
 * @param recomputations how often the view is recomputed
 */
record ChaosConfiguration(String name, Duration moves, Duration recomputations) {
    static final String DATASET = "orders";
    static final String VIEW = "revenue_by_product";

    /** Returns a grid that moves its seam and switches its generations far more often than usual. */
    static ChaosConfiguration hurried(String name) {
        return new ChaosConfiguration(name, Duration.ofSeconds(5), Duration.ofSeconds(25));
    }

    /** Returns a grid that does neither unless it is asked to. */
    static ChaosConfiguration idle(String name) {
        return new ChaosConfiguration(name, Duration.ofDays(1), Duration.ofDays(30));
    }

    /** Writes the folder of one node; returns it. */
    Path write(Path config, LocalStack stack, String host, int port, List<String> members) throws IOException {
        Files.createDirectories(config.resolve("datasets"));
        Files.createDirectories(config.resolve("views"));
        Files.writeString(config.resolve("lambda-grid.yaml"), settings(stack, host, port, members));
        Files.writeString(config.resolve("datasets").resolve(DATASET + ".yaml"), """
                topic: %s
                format: json
                columns:
                  product: VARCHAR
                  cents: BIGINT
                  ordered_at: TIMESTAMP
                event-time: ordered_at
                """.formatted(name));
        Files.writeString(
                config.resolve("views").resolve(VIEW + ".sql"),
                "SELECT product, COUNT(*) AS orders, SUM(cents) AS revenue FROM orders GROUP BY product");
        return config;
    }

    private String settings(LocalStack stack, String host, int port, List<String> members) {
        return """
                cluster:
                  host: %s
                  port: %d
                  members: [%s]
                kafka:
                  bootstrap-servers: %s
                master:
                  location: %s/%s
                  roll-interval: 1s
                  upkeep-interval: 20s
                cassandra:
                  contact-points: %s
                  keyspace: %s
                batch:
                  incremental-interval: %ds
                  recompute-interval: %ds
                serving:
                  grace-period: 5s
                  statement-timeout: 4s
                """.formatted(
                        host,
                        port,
                        members.stream().map(member -> '"' + member + '"').collect(Collectors.joining(", ")),
                        stack.kafkaBootstrapServers(),
                        stack.hdfsUri(),
                        name,
                        stack.cassandraContactPoint(),
                        name,
                        moves.toSeconds(),
                        recomputations.toSeconds());
    }
}
