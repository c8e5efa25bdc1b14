package io.lambdagrid.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The ports of a stack: given, or chosen once; kept beside the data, because Kafka and HDFS clients remember them. */
record Ports(Map<Role, Integer> numbers) {

    /** What a port is for; the name is its key in the ports file. */
    enum Role {
        KAFKA("kafka"),
        KAFKA_CONTROLLER("kafka.controller"),
        HDFS("hdfs"),
        CASSANDRA("cassandra"),
        CASSANDRA_STORAGE("cassandra.storage");

        private final String key;

        Role(String key) {
            this.key = key;
        }

        /** The port on which clients reach the server. */
        static Role ofClients(ServerKind server) {
            return switch (server) {
                case KAFKA -> KAFKA;
                case HDFS -> HDFS;
                case CASSANDRA -> CASSANDRA;
            };
        }
    }

    Ports {
        numbers = Map.copyOf(numbers);
    }

    /** Reads the ports file, if there is one; lets given ports win; chooses the missing ones; writes the file. */
    static Ports open(Path file, Map<ServerKind, Integer> given, FreePorts free) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        given.forEach((server, port) -> kept.setProperty(Role.ofClients(server).key, port.toString()));
        Map<Role, Integer> numbers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            String port = (String) kept.computeIfAbsent(role.key, key -> Integer.toString(free.next()));
            numbers.put(role, parse(port, role, file));
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            kept.store(writer, "Chosen at the first start of this stack, and kept with its data.");
        }
        return new Ports(numbers);
    }

    int of(Role role) {
        Integer port = numbers.get(role);
        if (port == null) {
            throw new IllegalArgumentException("This stack has no port for " + role.key);
        }
        return port;
    }

    /** The port as configuration files and addresses spell it. */
    String text(Role role) {
        return Integer.toString(of(role));
    }

    private static int parse(String port, Role role, Path file) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new StackException(
                    StackError.PORTS_UNREADABLE,
                    "The port '" + role.key + "' in '" + file + "' is '" + port
                            + "'. Expected a number; correct the line or delete it.",
                    e);
        }
    }
}
