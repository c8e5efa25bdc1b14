package io.lambdagrid.node.demo;

import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Overrides;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the demo's nodes: the example folder, with a few settings of its own on top.
 *
 * @param properties by name, as on the command line of {@code java}
 */
record NodeSettings(Path folder, Map<String, String> properties) {
    NodeSettings {
        properties = Map.copyOf(properties);
    }

    /** Returns the settings of a node that archives each second and keeps replaced generations for a short time. */
    static NodeSettings lively(Path folder) {
        return new NodeSettings(
                folder,
                Map.of(
                        "lambdagrid.master.roll-interval", "1s",
                        "lambdagrid.serving.grace-period", "12s",
                        "lambdagrid.serving.statement-timeout", "10s"));
    }

    /** Returns these settings with another time between two generations, such as {@code 30s} or {@code off}. */
    NodeSettings recomputingEvery(String interval) {
        return with(Map.of("lambdagrid.batch.recompute-interval", interval));
    }

    /** Returns these settings for the member at a port of this machine. */
    NodeSettings at(int port, List<String> members) {
        return with(Map.of(
                "lambdagrid.cluster.port",
                String.valueOf(port),
                "lambdagrid.cluster.members",
                String.join(",", members)));
    }

    /** Reads the folder with these settings on top. */
    GridConfiguration read() {
        return new ConfigurationFolder(folder, new Overrides(Map.of(), properties)).read();
    }

    private NodeSettings with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return new NodeSettings(folder, all);
    }
}
