package io.lambdagrid.cassandra;

import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.SharedStack;
import java.util.List;
import java.util.UUID;

/** Settings for a keyspace that no other test uses. */
final class Keyspaces {
    private Keyspaces() {}

    static CassandraSettings fresh() {
        return freshOn(SharedStack.get());
    }

    static CassandraSettings freshOn(LocalStack stack) {
        return at(stack.cassandraContactPoint(), stack.cassandraDatacenter());
    }

    static CassandraSettings at(String contactPoint, String datacenter) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return CassandraSettings.of(List.of(contactPoint), datacenter, name);
    }
}
