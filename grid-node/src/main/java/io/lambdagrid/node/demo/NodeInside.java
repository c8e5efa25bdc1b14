package io.lambdagrid.node.demo;

import io.lambdagrid.node.GridNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** One node in this process. */
final class NodeInside implements DemoNodes {
    private final int port;
    private final GridNode node;

    NodeInside(NodeSettings settings, int port) {
        this.port = port;
        this.node = new GridNode(settings.at(port, List.of()).read());
    }

    @Override
    public void start() {
        node.start();
    }

    @Override
    public List<String> addresses() {
        return List.of(Ports.address(port));
    }

    /** Returns where the node answers over HTTP; empty when it does not. */
    Optional<URI> httpAddress() {
        return node.httpAddress();
    }

    @Override
    public void close() {
        node.close();
    }
}
