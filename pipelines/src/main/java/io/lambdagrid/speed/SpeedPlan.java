package io.lambdagrid.speed;

import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.ViewDefinition;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Everything the speed job of one generation needs to know.
 *
 * @param base the generation whose maps are kept up to date
 * @param topicId Kafka's id of the topic that the generation's offsets belong to
 * @param pace how often deltas and progress are sent on
 */
public record SpeedPlan(
        Dataset dataset, long base, List<ViewDefinition> views, KafkaSettings kafka, String topicId, Pace pace)
        implements Serializable {
    /**
     * How often deltas and progress are sent on.
     *
     * @param flushInterval how long records are gathered before their deltas are sent
     * @param progressInterval how often every partition of the grid hears how far the log was read
     * @param parallelism readers for each member
     */
    public record Pace(Duration flushInterval, Duration progressInterval, int parallelism) implements Serializable {
        public static final Pace DEFAULTS = new Pace(Duration.ofMillis(5), Duration.ofMillis(100), 1);
    }

    public SpeedPlan {
        views = List.copyOf(views);
    }
}
