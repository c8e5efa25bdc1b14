package io.lambdagrid.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder for data and logs, which stays unless it is said that nobody needs it. */
final class RunFolder implements AutoCloseable {
    private final Path path;
    private boolean isForgotten;

    private RunFolder(Path path) {
        this.path = path;
    }

    static RunFolder create() throws IOException {
        return new RunFolder(Files.createTempDirectory("lambda-grid-chaos"));
    }

    Path servers() {
        return path.resolve("servers");
    }

    Path of(String run) {
        return path.resolve(run);
    }

    /** Says that all was well, so that nobody will look for the reason in the logs. */
    void forget() {
        isForgotten = true;
    }

    /** Removes it, or says where it is. */
    @Override
    public void close() throws IOException {
        if (!isForgotten) {
            System.err.println("Logs are in " + path);
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
