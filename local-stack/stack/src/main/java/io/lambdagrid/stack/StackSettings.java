package io.lambdagrid.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a stack was asked to be. Ports that are not given are chosen at the first start. */
record StackSettings(
        Path dataFolder,
        Set<ServerKind> servers,
        int dataNodes,
        Map<ServerKind, Integer> ports,
        Map<ServerKind, Integer> heapMegabytes,
        Duration startLimit,
        StackListener listener) {

    StackSettings {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        servers = Set.copyOf(servers);
        ports = Map.copyOf(ports);
        heapMegabytes = Map.copyOf(heapMegabytes);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("A stack needs at least one server");
        }
        if (dataNodes < 1) {
            throw new IllegalArgumentException("HDFS needs at least one DataNode, not '" + dataNodes + "'");
        }
        ports.forEach((server, port) -> {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("The port of " + server.title() + " is '" + port + "', not 1-65535");
            }
        });
        heapMegabytes.forEach((server, heap) -> {
            if (heap < 64) {
                throw new IllegalArgumentException(
                        "A heap of '" + heap + "' megabytes is too small for " + server.title() + ": at least 64");
            }
        });
        if (startLimit.isNegative() || startLimit.isZero()) {
            throw new IllegalArgumentException("The start limit must be positive, not '" + startLimit + "'");
        }
    }

    static Map<ServerKind, Integer> defaultHeapMegabytes() {
        Map<ServerKind, Integer> heaps = new EnumMap<>(ServerKind.class);
        heaps.put(ServerKind.KAFKA, 256);
        heaps.put(ServerKind.HDFS, 256);
        heaps.put(ServerKind.CASSANDRA, 384);
        return heaps;
    }

    Path folder(ServerKind server) {
        return dataFolder.resolve(server.folder());
    }

    int heapMegabytes(ServerKind server) {
        return heapMegabytes.getOrDefault(server, 256);
    }
}
