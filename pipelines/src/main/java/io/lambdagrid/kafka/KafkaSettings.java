package io.lambdagrid.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How Kafka is reached.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties further client properties, such as those for SASL and TLS; what exactness needs overrides them
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) implements Serializable {
    private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    Properties forConsumer() {
        Properties consumer = common();
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        consumer.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        consumer.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(4 * 1024 * 1024));
        return consumer;
    }

    Properties forAdmin() {
        Properties admin = common();
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(REQUEST_TIMEOUT_MILLIS));
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(REQUEST_TIMEOUT_MILLIS));
        return admin;
    }

    private Properties common() {
        Properties common = new Properties();
        common.putAll(properties);
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        common.putIfAbsent(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
        common.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, "10000");
        return common;
    }

    /** Names the servers only: properties may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at '" + bootstrapServers + "'";
    }
}
