package io.lambdagrid.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, HDFS and Cassandra on 127.0.0.1, each in its own process, with all their data in one folder. The folder can be
 * used again by a later stack: it keeps the data and the ports. The processes end with this JVM, even if it is killed.
 *
 * <p>Start and close are for one thread; addresses and {@link #server} may be asked by any thread once started.
 */
public final class LocalStack implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final StackSettings settings;
    private final Map<ServerKind, ServerProcess> servers = new EnumMap<>(ServerKind.class);
    private volatile @Nullable Ports ports;
    private @Nullable StackFolderLock folderLock;

    private LocalStack(StackSettings settings) {
        this.settings = settings;
    }

    /** A stack of all servers with one DataNode, in a data folder that has yet to be named. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts all servers at once and returns when each has answered a client's request.
     *
     * @throws StackException if one of them ends or is not ready in time, with the end of its log; the others are
     *     stopped then
     */
    public void start() {
        if (folderLock != null) {
            throw new IllegalStateException("The stack in '" + settings.dataFolder() + "' is started already");
        }
        boolean started = false;
        try {
            prepare();
            startServers();
            started = true;
        } catch (IOException e) {
            throw new StackException(
                    StackError.FOLDER_UNUSABLE,
                    "The data folder '" + settings.dataFolder() + "' cannot be used: " + e.getMessage()
                            + ". Expected a folder that can be written to; choose another one.",
                    e);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Stops all servers at once, and returns when they are gone. The data stay. */
    @Override
    public void close() {
        servers.values().forEach(ServerProcess::askToStop);
        servers.values().forEach(ServerProcess::awaitStop);
        try {
            if (folderLock != null) {
                folderLock.close();
                folderLock = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Kafka broker as {@code host:port}. */
    public String kafkaBootstrapServers() {
        return address(ServerKind.KAFKA);
    }

    /** The NameNode as {@code hdfs://host:port}. */
    public URI hdfsUri() {
        return URI.create("hdfs://" + address(ServerKind.HDFS));
    }

    /** The Cassandra node as {@code host:port}. */
    public String cassandraContactPoint() {
        return address(ServerKind.CASSANDRA);
    }

    /** What a Cassandra driver must call the local datacenter. */
    public String cassandraDatacenter() {
        return "datacenter1";
    }

    /** Where the data, the logs and the ports of this stack are kept. */
    public Path dataFolder() {
        return settings.dataFolder();
    }

    /** The process of one server, to be watched or hurt. */
    public ServerProcess server(ServerKind server) {
        ServerProcess process = servers.get(server);
        if (process == null) {
            throw new IllegalStateException(server.title() + " is not part of this stack, or it was not started");
        }
        return process;
    }

    private void prepare() throws IOException {
        folderLock = StackFolderLock.acquire(settings.dataFolder());
        Ports opened = Ports.open(
                settings.dataFolder().resolve("ports.properties"),
                settings.ports(),
                new FreePorts(RandomGenerator.getDefault()));
        ports = opened;
        ServerClassPaths classPaths = ServerClassPaths.locate();
        for (ServerKind server : settings.servers()) {
            servers.put(server, prepare(server, opened, classPaths.of(server)));
        }
    }

    private ServerProcess prepare(ServerKind server, Ports opened, String classPath) throws IOException {
        Path folder = Files.createDirectories(settings.folder(server));
        ServerRecipe recipe = ServerRecipe.of(server, settings, opened);
        recipe.writeConfiguration();
        var command = ServerCommand.of(recipe, classPath, folder, settings.heapMegabytes(server));
        return new ServerProcess(server, folder, command, settings.startLimit());
    }

    private void startServers() {
        long start = System.nanoTime();
        ExecutorService starters = Executors.newFixedThreadPool(servers.size());
        try {
            CompletionService<ServerKind> ready = new ExecutorCompletionService<>(starters);
            servers.forEach((kind, server) -> ready.submit(server::start, kind));
            for (int left = servers.size(); left > 0; left--) {
                ServerKind server = ready.take().get();
                settings.listener().onReady(server, Duration.ofNanos(System.nanoTime() - start));
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException(StackError.SERVER_NOT_READY, "The start of the stack was interrupted.", e);
        } finally {
            endStarters(starters);
        }
    }

    /** After one failure the other starts are called off; each of them kills the process it has started so far. */
    private static void endStarters(ExecutorService starters) {
        starters.shutdownNow();
        try {
            starters.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String address(ServerKind server) {
        Ports opened = ports;
        if (opened == null || !settings.servers().contains(server)) {
            throw new IllegalStateException(server.title() + " is not part of this stack, or it was not started");
        }
        return HOST + ":" + opened.of(Ports.Role.ofClients(server));
    }

    /** Collects what a stack shall be. Everything but the data folder has a default. */
    public static final class Builder {

        private @Nullable Path dataFolder;
        private Set<ServerKind> servers = EnumSet.allOf(ServerKind.class);
        private int dataNodes = 1;
        private final Map<ServerKind, Integer> ports = new EnumMap<>(ServerKind.class);
        private final Map<ServerKind, Integer> heapMegabytes = StackSettings.defaultHeapMegabytes();
        private Duration startLimit = Duration.ofMinutes(2);
        private StackListener listener = (server, sinceStart) -> {};

        private Builder() {}

        /** Where data, logs and ports are kept; made if it is missing. */
        public Builder dataFolder(Path folder) {
            this.dataFolder = folder;
            return this;
        }

        /** The servers to start; all of them by default. */
        public Builder servers(Set<ServerKind> servers) {
            this.servers = EnumSet.copyOf(servers);
            return this;
        }

        /** How many DataNodes HDFS has; one by default. Files get as many replicas, up to three. */
        public Builder dataNodes(int count) {
            this.dataNodes = count;
            return this;
        }

        /** The port for clients of a server; by default the one kept in the data folder, or a free one. */
        public Builder port(ServerKind server, int port) {
            ports.put(server, port);
            return this;
        }

        /** The heap of a server's process; by default 256 megabytes, for Cassandra 384. */
        public Builder heapMegabytes(ServerKind server, int megabytes) {
            heapMegabytes.put(server, megabytes);
            return this;
        }

        /** How long a server may take to answer its first request; two minutes by default. */
        public Builder startLimit(Duration limit) {
            this.startLimit = limit;
            return this;
        }

        /** Hears which server is ready. */
        public Builder listener(StackListener listener) {
            this.listener = listener;
            return this;
        }

        /** The stack, not started yet. */
        public LocalStack build() {
            if (dataFolder == null) {
                throw new IllegalArgumentException("A stack needs a data folder");
            }
            return new LocalStack(
                    new StackSettings(dataFolder, servers, dataNodes, ports, heapMegabytes, startLimit, listener));
        }
    }
}
