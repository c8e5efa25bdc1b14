package io.lambdagrid.node;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.control.Controller;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.http.NodeHttp;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: a Hazelcast member and everything that runs on it. Thread-safe. */
public final class GridNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GridNode.class);

    private final GridConfiguration configuration;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable HazelcastInstance member;
    private @Nullable Controller control;
    private @Nullable NodeHttp http;

    public GridNode(GridConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Joins the cluster and starts working; returns when this node takes part. */
    public synchronized void start() {
        if (member != null || closed.getCount() == 0) {
            throw new IllegalStateException("A node starts once");
        }
        if (configuration.settings().http().enabled()) {
            http = new NodeHttp(configuration.settings(), Clock.systemUTC());
            http.start();
        }
        HazelcastInstance started = HazelcastMember.start(configuration.settings());
        member = started;
        LOG.info(
                "Joined cluster '{}', which has {} members",
                configuration.settings().cluster().name(),
                started.getCluster().getMembers().size());
        started.getCluster()
                .addMembershipListener(
                        new MembershipLog(configuration.settings().cluster().name()));
        // Everything that runs on the member starts here, in this order, and stops in close() in the opposite one.
        control = Control.of(started, configuration);
        control.start();
        if (http != null) {
            http.joined(started);
            LOG.info("HTTP at {}", http.address());
        }
    }

    /** Returns where the node answers over HTTP; empty when it does not. */
    public synchronized Optional<URI> httpAddress() {
        return Optional.ofNullable(http).map(NodeHttp::address);
    }

    /** Waits until the node is closed. */
    public void awaitTermination() throws InterruptedException {
        closed.await();
    }

    /** Hands this member's data to the others and leaves the cluster. */
    @Override
    public synchronized void close() {
        if (http != null) {
            http.close();
            http = null;
        }
        if (control != null) {
            control.close();
            control = null;
        }
        HazelcastInstance running = member;
        member = null;
        if (running != null) {
            running.shutdown();
        }
        closed.countDown();
    }
}
