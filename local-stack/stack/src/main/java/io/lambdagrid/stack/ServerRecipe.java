package io.lambdagrid.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How one kind of server is set up: its configuration files, and the part of its command line that is its own. */
sealed interface ServerRecipe {

    /** Writes the configuration into the server's folder. */
    void writeConfiguration() throws IOException;

    /** JVM flags beyond those that all servers share. */
    List<String> jvmFlags() throws IOException;

    /** The main class and its arguments. */
    List<String> main();

    static ServerRecipe of(ServerKind server, StackSettings settings, Ports ports) {
        Path folder = settings.folder(server);
        return switch (server) {
            case KAFKA -> new Kafka(folder, ports);
            case HDFS -> new Hdfs(folder, ports, settings.dataNodes());
            case CASSANDRA -> new Cassandra(folder, ports);
        };
    }

    /** Broker and controller in one process. */
    record Kafka(Path folder, Ports ports) implements ServerRecipe {

        @Override
        public void writeConfiguration() throws IOException {
            Map<String, String> values = Map.of(
                    "port", ports.text(Ports.Role.KAFKA),
                    "controllerPort", ports.text(Ports.Role.KAFKA_CONTROLLER),
                    "data", folder.resolve("data").toString());
            Files.writeString(file(), Template.read("kafka-server.properties").fill(values));
        }

        @Override
        public List<String> jvmFlags() {
            return List.of();
        }

        @Override
        public List<String> main() {
            return List.of("io.lambdagrid.stack.boot.kafka.KafkaServerMain", file().toString());
        }

        private Path file() {
            return folder.resolve("server.properties");
        }
    }

    /** NameNode and DataNodes in one process. */
    record Hdfs(Path folder, Ports ports, int dataNodes) implements ServerRecipe {

        private static final int USUAL_REPLICATION = 3;

        @Override
        public void writeConfiguration() throws IOException {
            Map<String, String> values = Map.of(
                    "port", ports.text(Ports.Role.HDFS),
                    "nameFolder", folder.resolve("name").toUri().toString(),
                    "blockFolder", folder.resolve("blocks-").toUri().toString(),
                    "dataNodes", Integer.toString(dataNodes),
                    "replication", Integer.toString(Math.min(dataNodes, USUAL_REPLICATION)));
            Files.writeString(file(), Template.read("hdfs.properties").fill(values));
        }

        @Override
        public List<String> jvmFlags() {
            return List.of();
        }

        @Override
        public List<String> main() {
            return List.of(
                    "io.lambdagrid.stack.boot.hdfs.HdfsServerMain", file().toString(), Integer.toString(dataNodes));
        }

        private Path file() {
            return folder.resolve("hdfs.properties");
        }
    }

    /** A cluster of one node. */
    record Cassandra(Path folder, Ports ports) implements ServerRecipe {

        @Override
        public void writeConfiguration() throws IOException {
            Map<String, String> values = Map.of(
                    "port", ports.text(Ports.Role.CASSANDRA),
                    "storagePort", ports.text(Ports.Role.CASSANDRA_STORAGE),
                    "data", folder.resolve("data").toString());
            Files.writeString(file(), Template.read("cassandra.yaml").fill(values));
        }

        @Override
        public List<String> jvmFlags() throws IOException {
            Map<String, String> values = Map.of(
                    "configuration", file().toUri().toString(),
                    "data", folder.resolve("data").toString(),
                    "folder", folder.toString());
            return Template.read("cassandra-jvm.flags")
                    .fill(values)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }

        @Override
        public List<String> main() {
            return List.of("io.lambdagrid.stack.boot.cassandra.CassandraServerMain");
        }

        private Path file() {
            return folder.resolve("cassandra.yaml");
        }
    }
}
