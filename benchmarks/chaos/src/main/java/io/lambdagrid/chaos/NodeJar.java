package io.lambdagrid.chaos;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which jar the nodes are started from. */
final class NodeJar {
    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "grid-node/target/grid-node.jar",
            description = "The node's jar; ${DEFAULT-VALUE} unless given.")
    private Path jar = Path.of("grid-node/target/grid-node.jar");

    Path path() {
        return jar.toAbsolutePath();
    }

    /** Returns whether it is there, or says how it comes to be. */
    boolean isThere(PrintWriter out) {
        boolean isThere = Files.isRegularFile(jar);
        if (!isThere) {
            out.println("There is no '" + jar + "'. Build it with 'mvn package -DskipTests', or name it with --jar.");
            out.flush();
        }
        return isThere;
    }
}
