package io.lambdagrid.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line each who has joined and who has left, in place of what the engine says about it. */
final class MembershipLog implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(MembershipLog.class);

    private final String cluster;

    MembershipLog(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        LOG.info(
                "Member {} has joined cluster '{}', which has {} members now",
                event.getMember().getAddress(),
                cluster,
                event.getMembers().size());
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        LOG.warn(
                "Member {} has left cluster '{}', which has {} members now",
                event.getMember().getAddress(),
                cluster,
                event.getMembers().size());
    }
}
