package io.lambdagrid.node.demo;

import java.io.IOException;
import java.util.List;

/** The nodes that the demo talks to. */
sealed interface DemoNodes extends AutoCloseable permits NodeInside, NodeProcesses {
    /** Starts all of them; they may not be ready to answer yet. */
    void start() throws IOException;

    /** Returns {@code host:port} of each. */
    List<String> addresses();

    @Override
    void close();
}
