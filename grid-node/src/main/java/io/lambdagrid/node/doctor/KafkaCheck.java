package io.lambdagrid.node.doctor;

import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.KafkaSection;
import io.lambdagrid.node.print.Words;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;

/** Whether Kafka answers, and has the topic of each dataset. */
final class KafkaCheck implements Check {
    private final KafkaSection kafka;
    private final List<Dataset> datasets;

    KafkaCheck(GridConfiguration configuration) {
        this.kafka = configuration.settings().kafka();
        this.datasets = configuration.datasets();
    }

    @Override
    public String subject() {
        return "kafka";
    }

    @Override
    public List<Finding> findings() {
        if (datasets.isEmpty()) {
            return List.of(Finding.warn(
                    subject(), GridError.NOT_FOUND, "No dataset is declared, so nothing was asked of Kafka."));
        }
        List<Finding> findings = new ArrayList<>();
        try (TopicInspector inspector = new TopicInspector(kafka.kafkaSettings())) {
            for (Dataset dataset : datasets) {
                Finding finding = finding(inspector, dataset);
                findings.add(finding);
                if (finding.code().equals(GridError.KAFKA_UNREACHABLE.code())) {
                    // The next topic would only take as long to say the same.
                    return findings;
                }
            }
        }
        return findings;
    }

    private Finding finding(TopicInspector inspector, Dataset dataset) {
        try {
            TopicState state = inspector.inspect(dataset.topic());
            long records = state.partitions().values().stream()
                    .mapToLong(range -> range.end() - range.start())
                    .sum();
            return Finding.ok(
                    subject(),
                    "topic '" + dataset.topic() + "' has "
                            + Words.count(state.partitions().size(), "partition") + " and keeps "
                            + Words.count(records, "record"));
        } catch (GridException e) {
            // A node would try again; nobody does here.
            return Finding.fail(subject(), e.error(), e.sentence().replace(" Trying again.", ""));
        }
    }
}
