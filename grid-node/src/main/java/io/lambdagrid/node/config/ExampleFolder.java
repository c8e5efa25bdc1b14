package io.lambdagrid.node.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration folder that ships inside the jar: one dataset of orders and views over it, written out for servers
 * that run on this machine.
 *
 * @param kafka {@code host:port} of the broker
 * @param masterLocation the folder above all master datasets, as a URI
 * @param cassandra {@code host:port} of the node
 */
public record ExampleFolder(String kafka, String masterLocation, String cassandra) {
    private static final String RESOURCES = "/example-config/";
    private static final List<String> DATASETS_AND_VIEWS = List.of(
            "datasets/orders.yaml",
            "views/revenue_by_product.sql",
            "views/revenue_by_product_and_hour.sql",
            "views/unique_customers_by_country.sql");

    /** With one DataNode there is nowhere else to write to when it fails. */
    private static final String ONE_DATA_NODE = """
            hadoop:
                dfs.replication: 1
                dfs.client.block.write.replace-datanode-on-failure.policy: NEVER
            """;

    /** Writes every file; those that are there already are replaced. */
    public void writeTo(Path folder) throws IOException {
        write(folder, ConfigurationFolder.SETTINGS_FILE, settings());
        for (String file : DATASETS_AND_VIEWS) {
            write(folder, file, resource(file));
        }
    }

    private String settings() throws IOException {
        return referenceSettings()
                .replace(Settings.DEFAULTS.kafka().bootstrapServers().toString(), "[" + kafka + "]")
                .replace("location: " + Settings.DEFAULTS.master().location(), "location: " + masterLocation)
                .replace("hadoop: {}\n", ONE_DATA_NODE)
                .replace(Settings.DEFAULTS.cassandra().contactPoints().toString(), "[" + cassandra + "]");
    }

    /** Returns the settings file that lists every setting with its default. */
    static String referenceSettings() throws IOException {
        return resource(ConfigurationFolder.SETTINGS_FILE);
    }

    private static String resource(String file) throws IOException {
        try (InputStream bytes = ExampleFolder.class.getResourceAsStream(RESOURCES + file)) {
            if (bytes == null) {
                throw new FileNotFoundException("'" + RESOURCES + file + "' is not on the class path");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
