package io.lambdagrid.node.http;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.status.GridStatus;
import io.lambdagrid.node.status.StatusSampler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What routes ask once the node has joined its cluster. Thread-safe. */
final class JoinedNode implements AutoCloseable {
    private final StatusSampler sampler;
    private final Supplier<LambdaGrid> connecting;
    private @Nullable LambdaGrid connection;

    /**
     * A node that has joined.
     *
     * @param connecting connects to the node itself, as any application does
     */
    JoinedNode(StatusSampler sampler, Supplier<LambdaGrid> connecting) {
        this.sampler = sampler;
        this.connecting = connecting;
    }

    StatusSampler sampler() {
        return sampler;
    }

    GridStatus status() {
        return sampler.status();
    }

    /** Returns the grid as applications see it; connects when it is first asked for. */
    synchronized LambdaGrid grid() {
        if (connection == null) {
            connection = connecting.get();
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        sampler.close();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
