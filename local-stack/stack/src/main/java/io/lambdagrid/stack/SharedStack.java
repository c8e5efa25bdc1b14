package io.lambdagrid.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stack for all tests of a JVM: started when first asked for, stopped and deleted when the JVM ends. Tests keep out
 * of each other's way by names of topics, folders and keyspaces of their own; one that hurts a server takes a stack of
 * its own instead.
 */
public final class SharedStack {

    /** Static because a test run has no object of its own that could hold it. */
    private static @Nullable LocalStack shared;

    private SharedStack() {}

    /** The running stack, with all servers. Any thread. */
    public static synchronized LocalStack get() {
        LocalStack running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    private static LocalStack start() {
        Path folder;
        try {
            folder = Files.createTempDirectory("lambda-grid-stack-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalStack stack = LocalStack.builder().dataFolder(folder).build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack), "shared-stack-end"));
        stack.start();
        return stack;
    }

    private static void end(LocalStack stack) {
        stack.close();
        try (Stream<Path> files = Files.walk(stack.dataFolder())) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("The data of the shared stack remain in '" + stack.dataFolder() + "': " + e);
        }
    }
}
