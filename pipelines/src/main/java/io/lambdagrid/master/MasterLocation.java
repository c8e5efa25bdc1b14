package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import java.io.Serializable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Where the master datasets lie, one folder each.
 *
 * @param base the folder that holds them, such as {@code hdfs://namenode:8020/lambda} or {@code file:///data/lambda}
 * @param properties Hadoop properties that override the ones chosen here
 */
public record MasterLocation(URI base, Map<String, String> properties) implements Serializable {
    /**
     * Hadoop waits up to 20 minutes by default before it admits that a server is gone. Here callers retry by themselves
     * and want to say what is wrong within seconds.
     */
    private static final Map<String, String> CHOSEN = Map.ofEntries(
            Map.entry("ipc.client.connect.timeout", "3000"),
            Map.entry("ipc.client.connect.max.retries", "1"),
            Map.entry("ipc.client.connect.retry.interval", "200"),
            Map.entry("ipc.client.connect.max.retries.on.timeouts", "1"),
            Map.entry("ipc.client.rpc-timeout.ms", "10000"),
            Map.entry("dfs.client.failover.max.attempts", "4"),
            Map.entry("dfs.client.failover.sleep.max.millis", "2000"),
            Map.entry("dfs.client.socket-timeout", "10000"),
            Map.entry("dfs.client.datanode-restart.timeout", "5s"),
            Map.entry("dfs.datanode.socket.write.timeout", "15000"),
            Map.entry("dfs.client.retry.window.base", "500"),
            // A member has its own shutdown; Hadoop's hook would close file systems under the feet of a running job.
            Map.entry("fs.automatic.close", "false"),
            // Parquet writes a checksum of each page but does not look at it unless told to.
            Map.entry("parquet.page.verify-checksum.enabled", "true"));

    public MasterLocation {
        if (base.getScheme() == null) {
            throw new IllegalArgumentException("The master dataset's base '" + base
                    + "' has no scheme: write hdfs://HOST:PORT/PATH or file:///PATH");
        }
        properties = Map.copyOf(properties);
    }

    public static MasterLocation of(String base, Map<String, String> properties) {
        return new MasterLocation(URI.create(base), properties);
    }

    /** Returns the folder of one dataset's table. */
    public Path table(Dataset dataset) {
        return new Path(new Path(base), dataset.name());
    }

    /** Returns a fresh Hadoop configuration with the properties of {@link #hadoopProperties()}. */
    public Configuration configuration() {
        Configuration configuration = new Configuration();
        hadoopProperties().forEach(configuration::set);
        return configuration;
    }

    /** Returns everything that differs from Hadoop's own defaults. */
    public Map<String, String> hadoopProperties() {
        Map<String, String> all = new LinkedHashMap<>(CHOSEN);
        all.putAll(properties);
        return all;
    }
}
