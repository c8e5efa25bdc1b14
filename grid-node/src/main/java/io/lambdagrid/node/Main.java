package io.lambdagrid.node;

import io.lambdagrid.node.command.RootCommand;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // From JDK 22 on there would be a console even when output goes to a file or a pipe.
        System.setProperty("jdk.console", "java.base");
        System.setProperty("hazelcast.logging.type", "slf4j");
        // With two processors the common pool would have one thread, and CompletableFuture then starts a new thread for
        // each asynchronous step.
        if (Runtime.getRuntime().availableProcessors() <= 2) {
            System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        }
        System.exit(RootCommand.commandLine().execute(arguments));
    }
}
