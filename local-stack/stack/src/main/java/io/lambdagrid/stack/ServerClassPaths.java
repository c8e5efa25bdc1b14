package io.lambdagrid.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the servers' jars lie on disk. Two layouts are known: a checkout that was built (each server's module has its
 * jars in {@code target/lib} and lists them in {@code target/class-path}), and a {@code servers} folder with one folder
 * of jars for each server and for {@code duckdb}. The property {@value #PROPERTY} names such a {@code servers} folder;
 * without it, a folder above the running classes or jar is searched for.
 */
public sealed interface ServerClassPaths {

    /** The system property that names a {@code servers} folder. */
    String PROPERTY = "lambdagrid.servers";

    /** The class path of a server's process, as the {@code java} command takes it. */
    String of(ServerKind server);

    /** The DuckDB driver's jars. */
    List<Path> duckDb();

    /**
     * Finds the jars for this JVM.
     *
     * @throws StackException if they are nowhere; says how to build them
     */
    static ServerClassPaths locate() {
        String servers = System.getProperty(PROPERTY);
        if (servers != null) {
            return new Distribution(Path.of(servers).toAbsolutePath());
        }
        List<Path> origins = origins();
        return origins.stream()
                .flatMap(origin -> search(origin).stream())
                .findFirst()
                .orElseThrow(() -> new StackException(
                        StackError.JARS_MISSING,
                        "The jars of the servers were not found above "
                                + origins.stream()
                                        .map(origin -> "'" + origin + "'")
                                        .toList()
                                + ". Expected 'local-stack/kafka-server/target/class-path' or a folder 'servers'. Run"
                                + " 'mvn test-compile' in the checkout, or name the folder with -D" + PROPERTY
                                + "=..."));
    }

    /** The nearest layout at or above the given file. */
    static Optional<ServerClassPaths> search(Path origin) {
        for (Path folder = origin.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("servers").resolve(ServerKind.KAFKA.folder()))) {
                return Optional.of(new Distribution(folder.resolve("servers")));
            }
            Path localStack = folder.resolve("local-stack");
            if (Files.exists(localStack.resolve("kafka-server/target/class-path"))) {
                return Optional.of(new Checkout(localStack));
            }
        }
        return Optional.empty();
    }

    /**
     * The file or folder in the file system that a code source lies in: for a jar nested in an executable jar (as in
     * {@code jar:nested:/opt/grid-node.jar/!BOOT-INF/lib/stack.jar!/}) that is the outer jar.
     */
    static Path outermostFile(String codeSource) {
        String path = codeSource.replaceFirst("^(jar:)?(nested:|file:)", "");
        int nested = path.indexOf('!');
        String outer = nested < 0 ? path : path.substring(0, nested);
        return Path.of(URI.create("file:" + outer));
    }

    private static List<Path> origins() {
        List<Path> origins = new ArrayList<>();
        @Nullable
        CodeSource source = ServerClassPaths.class.getProtectionDomain().getCodeSource();
        if (source != null && source.getLocation() != null) {
            origins.add(outermostFile(source.getLocation().toString()));
        }
        String firstEntry = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        if (!firstEntry.isEmpty()) {
            origins.add(Path.of(firstEntry).toAbsolutePath());
        }
        return origins;
    }

    private static Path existing(Path path, String title) {
        if (Files.notExists(path)) {
            throw new StackException(
                    StackError.JARS_MISSING,
                    "The jars of " + title + " are missing: '" + path + "' is not there. Run 'mvn test-compile' in the"
                            + " checkout, or name another folder with -D" + PROPERTY + "=...");
        }
        return path;
    }

    /** A checkout that was built, with or without packaging. */
    record Checkout(Path localStack) implements ServerClassPaths {

        @Override
        public String of(ServerKind server) {
            Path module = localStack.resolve(server.folder() + "-server");
            Stream<Path> classes =
                    Stream.of(localStack.resolve("boot/target/classes"), module.resolve("target/classes"));
            return Stream.concat(classes, listed(module, server.title()).stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }

        @Override
        public List<Path> duckDb() {
            return listed(localStack.resolve("duckdb"), "DuckDB");
        }

        private static List<Path> listed(Path module, String title) {
            Path target = module.resolve("target");
            try {
                String list = Files.readString(existing(target.resolve("class-path"), title));
                return Stream.of(list.strip().split(File.pathSeparator))
                        .map(target::resolve)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A folder of folders of jars, as a distribution carries it. */
    record Distribution(Path servers) implements ServerClassPaths {

        @Override
        public String of(ServerKind server) {
            return existing(servers.resolve(server.folder()), server.title()) + File.separator + "*";
        }

        @Override
        public List<Path> duckDb() {
            try (Stream<Path> files = Files.list(existing(servers.resolve("duckdb"), "DuckDB"))) {
                return files.filter(file -> file.toString().endsWith(".jar")).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
