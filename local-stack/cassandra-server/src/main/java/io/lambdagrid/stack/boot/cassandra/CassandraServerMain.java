package io.lambdagrid.stack.boot.cassandra;

import io.lambdagrid.stack.boot.BootedServer;
import io.lambdagrid.stack.boot.ServerMain;
import java.io.IOException;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.service.CassandraDaemon;
import org.apache.cassandra.transport.SimpleClient;

/** {@code CassandraServerMain}: runs the node that {@code -Dcassandra.config} describes. */
public final class CassandraServerMain implements BootedServer {

    private CassandraServerMain() {}

    public static void main(String[] arguments) {
        ServerMain.run(new CassandraServerMain());
    }

    @Override
    public void start() {
        CassandraDaemon.main(new String[0]);
    }

    /** Asks over the native protocol, as a driver does. */
    @Override
    public void probe() throws IOException {
        String host = DatabaseDescriptor.getRpcAddress().getHostAddress();
        SimpleClient client = SimpleClient.builder(host, DatabaseDescriptor.getNativeTransportPort())
                .build();
        try {
            client.connect(false);
            client.execute("SELECT release_version FROM system.local", ConsistencyLevel.ONE);
        } finally {
            client.close();
        }
    }
}
