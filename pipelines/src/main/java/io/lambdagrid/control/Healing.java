package io.lambdagrid.control;

import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Generation;

/**
 * Finds out whether nothing is lost although the speed layer cannot go on: when Kafka has deleted records that it still
 * needs, but the master dataset has them all, views computed from it begin behind them. Confined to the dataset's
 * control thread.
 */
final class Healing {
    private final DatasetScope scope;
    private final Archive archive;

    Healing(DatasetScope scope, Archive archive) {
        this.scope = scope;
        this.archive = archive;
    }

    /** Returns whether the views of a generation can go on only if they are computed anew, and can then. */
    boolean isRecomputation(Generation generation) {
        TopicState topic = scope.ports().topics().inspect(scope.dataset().topic());
        if (!topic.id().equals(generation.coverage().topicId())) {
            return false;
        }
        return !reachesLog(scope.maps(generation).lowestIncluded(), topic)
                && reachesLog(archive.current().coverage(), topic);
    }

    private static boolean reachesLog(Coverage coverage, TopicState topic) {
        return topic.partitions().entrySet().stream()
                .allMatch(log -> coverage.end(log.getKey()) >= log.getValue().start());
    }
}
