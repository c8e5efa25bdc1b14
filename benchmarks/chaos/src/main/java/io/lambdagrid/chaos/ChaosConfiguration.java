package io.lambdagrid.chaos;

import io.lambdagrid.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the nodes of one run are told: a topic, a folder of the file system and a keyspace of its own, and a grid that
 * moves its seam and switches its generations far more often than usual.
 *
 * @param name names all of them
 */
record ChaosConfiguration(String name) {
    static final String DATASET = "orders";
    static final String VIEW = "revenue_by_product";

    /** Returns the folder of one node, which it writes. */
    Path write(Path folder, LocalStack stack, int port, List<String> members) throws IOException {
        Path config = folder.resolve("config-" + port);
        Files.createDirectories(config.resolve("datasets"));
        Files.createDirectories(config.resolve("views"));
        Files.writeString(config.resolve("lambda-grid.yaml"), settings(stack, port, members));
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

    private String settings(LocalStack stack, int port, List<String> members) {
        return """
                cluster:
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
                  incremental-interval: 5s
                  recompute-interval: 25s
                serving:
                  grace-period: 5s
                  statement-timeout: 4s
                """.formatted(
                        port,
                        members.stream().map(member -> '"' + member + '"').collect(Collectors.joining(", ")),
                        stack.kafkaBootstrapServers(),
                        stack.hdfsUri(),
                        name,
                        stack.cassandraContactPoint(),
                        name);
    }
}
