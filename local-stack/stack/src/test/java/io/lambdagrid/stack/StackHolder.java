package io.lambdagrid.stack;

import java.nio.file.Path;

/**
 * The main class of a JVM that holds a stack until it is killed: prints Kafka's address, then the servers' process ids,
 * one a line.
 */
final class StackHolder {

    private StackHolder() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalStack stack =
                LocalStack.builder().dataFolder(Path.of(arguments[0])).build();
        stack.start();
        System.out.println(stack.kafkaBootstrapServers());
        for (ServerKind server : ServerKind.values()) {
            System.out.println(stack.server(server).pid());
        }
        Thread.currentThread().join();
    }
}
