package io.lambdagrid.stack.boot.kafka;

import io.lambdagrid.stack.boot.BootedServer;
import io.lambdagrid.stack.boot.ServerMain;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** {@code KafkaServerMain server.properties}: formats a new log folder, then runs broker and controller. */
public final class KafkaServerMain implements BootedServer {

    private final Path configuration;

    private KafkaServerMain(Path configuration) {
        this.configuration = configuration;
    }

    public static void main(String[] arguments) {
        ServerMain.run(new KafkaServerMain(Path.of(arguments[0])));
    }

    @Override
    public void start() throws Exception {
        Properties properties = properties();
        if (Files.notExists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format();
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
        server.startup();
    }

    @Override
    public void probe() throws Exception {
        String listener = properties().getProperty("advertised.listeners").replaceFirst("^PLAINTEXT://", "");
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, listener))) {
            admin.describeCluster().nodes().get(1, TimeUnit.MINUTES);
        }
    }

    private void format() {
        String[] arguments = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration.toString()
        };
        int status = StorageTool.execute(arguments, System.err);
        if (status != 0) {
            throw new IllegalStateException("formatting the log folder ended with status " + status);
        }
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        return properties;
    }
}
