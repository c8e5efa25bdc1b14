package io.lambdagrid.kafka;

/** Says what topics look like; what {@link TopicInspector} does by asking Kafka. */
public interface Topics extends AutoCloseable {
    /**
     * Returns the topic's id and the range of each partition.
     *
     * @throws io.lambdagrid.view.GridException {@code KAFKA_UNREACHABLE} or {@code TOPIC_MISSING}
     */
    TopicState inspect(String topic);

    @Override
    void close();
}
