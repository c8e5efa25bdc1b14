package io.lambdagrid.node.command;

import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.Overrides;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "The configuration folder; ${DEFAULT-VALUE} unless given.")
    private Path folder = Path.of("config");

    Path folder() {
        return folder;
    }

    ConfigurationFolder open() {
        return new ConfigurationFolder(folder, Overrides.ofThisProcess());
    }
}
