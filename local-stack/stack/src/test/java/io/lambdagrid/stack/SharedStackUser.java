package io.lambdagrid.stack;

/** The main class of a JVM that uses the shared stack and ends: prints its folder and the servers' process ids. */
final class SharedStackUser {

    private SharedStackUser() {}

    public static void main(String[] arguments) {
        System.out.println(SharedStack.get().dataFolder());
        for (ServerKind server : ServerKind.values()) {
            System.out.println(SharedStack.get().server(server).pid());
        }
    }
}
