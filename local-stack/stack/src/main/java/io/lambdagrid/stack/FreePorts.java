package io.lambdagrid.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds loopback ports on which nobody listens. They lie below 32768, where Linux begins to hand out local ports of
 * outgoing connections: a kept port out of that range is sooner or later taken while its server is down, often by a
 * client of that very server that keeps trying to reconnect.
 */
final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int END = 32_768;
    private static final int ATTEMPTS = 1_000;

    private final RandomGenerator random;
    private final Set<Integer> chosen = new HashSet<>();

    FreePorts(RandomGenerator random) {
        this.random = random;
    }

    /** A port that is free now, and that this object has not named before. */
    int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(FIRST, END);
            if (isFree(port) && chosen.add(port)) {
                return port;
            }
        }
        throw new StackException(
                StackError.NO_FREE_PORT,
                "No free port was found on 127.0.0.1 between " + FIRST + " and " + END
                        + ". Expected at least one of them to be unused; stop what listens there, or give the ports.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
