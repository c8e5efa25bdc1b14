package io.lambdagrid.node.doctor;

import io.lambdagrid.cassandra.CassandraSession;
import io.lambdagrid.node.config.CassandraSection;
import io.lambdagrid.view.GridException;
import java.util.List;

/** Whether Cassandra answers, lets us in, and has the data center that is named. */
final class CassandraCheck implements Check {
    private final CassandraSection cassandra;

    CassandraCheck(CassandraSection cassandra) {
        this.cassandra = cassandra;
    }

    @Override
    public String subject() {
        return "cassandra";
    }

    @Override
    public List<Finding> findings() {
        try (CassandraSession session = CassandraSession.connect(cassandra.cassandraSettings())) {
            return List.of(Finding.ok(
                    subject(),
                    "answers at " + String.join(", ", session.settings().contactPoints()) + ", data center '"
                            + cassandra.datacenter() + "'"));
        } catch (GridException e) {
            return List.of(Finding.fail(subject(), e));
        }
    }
}
