package io.lambdagrid.node.command;

import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.MasterSection;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A dataset of a configuration folder. */
final class DatasetOptions {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Parameters(paramLabel = "DATASET", index = "0", description = "The dataset, by its name.")
    private String name = "";

    /** What the configuration says of a dataset and its servers. */
    record Configured(MasterSection master, KafkaSettings kafka, Dataset dataset) {}

    /**
     * Reads the configuration.
     *
     * @throws GridException LG-103 when it has no such dataset
     */
    Configured read() {
        GridConfiguration read = configuration.open().read();
        return read.datasets().stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .map(dataset -> new Configured(
                        read.settings().master(), read.settings().kafka().kafkaSettings(), dataset))
                .orElseThrow(() -> new GridException(
                        GridError.NOT_FOUND,
                        "There is no dataset '" + name + "' in '" + configuration.folder() + "'. Datasets: "
                                + read.datasets().stream().map(Dataset::name).collect(Collectors.joining(", "))
                                + "."));
    }
}
