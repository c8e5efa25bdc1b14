package io.lambdagrid.stack.boot.hdfs;

import io.lambdagrid.stack.boot.BootedServer;
import io.lambdagrid.stack.boot.ServerMain;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * {@code HdfsServerMain hdfs.properties N}: formats a new NameNode folder, then runs the NameNode and N DataNodes.
 * DataNode i keeps its blocks in {@code dfs.datanode.data.dir} with i appended. No shutdown hook: as in Hadoop's own
 * daemons SIGTERM just ends the process, and stopping a DataNode from within a hook fails.
 */
public final class HdfsServerMain implements BootedServer {

    private static final String DATA_FOLDER = "dfs.datanode.data.dir";
    private static final String NAME_FOLDER = "dfs.namenode.name.dir";
    private static final int POLL_MILLIS = 10;

    private final Path configurationFile;
    private final int dataNodeCount;

    private HdfsServerMain(Path configurationFile, int dataNodeCount) {
        this.configurationFile = configurationFile;
        this.dataNodeCount = dataNodeCount;
    }

    public static void main(String[] arguments) {
        ServerMain.run(new HdfsServerMain(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
    }

    @Override
    public void start() throws Exception {
        // Several daemons in one process, and formatting in the same one, register the same metrics twice.
        DefaultMetricsSystem.setMiniClusterMode(true);
        Configuration configuration = configuration();
        Path nameFolder = Path.of(URI.create(configuration.get(NAME_FOLDER)));
        if (Files.notExists(nameFolder.resolve("current/VERSION"))) {
            NameNode.format(configuration);
        }
        NameNode nameNode = NameNode.createNameNode(new String[0], configuration);
        List<DataNode> dataNodes = new ArrayList<>();
        for (int number = 1; number <= dataNodeCount; number++) {
            dataNodes.add(startDataNode(configuration, number));
        }
        awaitRegistered(dataNodes);
        while (nameNode.isInSafeMode()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Writes a file, so that the answer comes from the NameNode and from a DataNode. */
    @Override
    public void probe() throws IOException {
        var probe = new org.apache.hadoop.fs.Path("/tmp/.local-stack-probe");
        try (FileSystem files = FileSystem.newInstance(configuration())) {
            try (FSDataOutputStream out = files.create(probe, true)) {
                out.writeByte(1);
            }
            files.delete(probe, false);
        }
    }

    private static DataNode startDataNode(Configuration configuration, int number) throws IOException {
        Configuration own = new HdfsConfiguration(configuration);
        own.set(DATA_FOLDER, configuration.get(DATA_FOLDER) + number);
        return DataNode.createDataNode(new String[0], own);
    }

    private static void awaitRegistered(List<DataNode> dataNodes) throws InterruptedException {
        for (DataNode dataNode : dataNodes) {
            while (!dataNode.isDatanodeFullyStarted()) {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private Configuration configuration() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(configurationFile)) {
            properties.load(reader);
        }
        Configuration configuration = new HdfsConfiguration();
        properties.stringPropertyNames().forEach(name -> configuration.set(name, properties.getProperty(name)));
        return configuration;
    }
}
