package io.lambdagrid.node.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the events come from.
 *
 * @param properties settings of Kafka's own clients, passed on as they are
 */
public record KafkaSection(List<String> bootstrapServers, Map<String, String> properties) {
    public static final KafkaSection DEFAULTS = new KafkaSection(List.of("127.0.0.1:9092"), Map.of());

    public KafkaSection {
        bootstrapServers = List.copyOf(bootstrapServers);
        properties = Map.copyOf(properties);
    }

    static KafkaSection read(SettingReader settings) {
        List<String> servers = settings.addresses("bootstrap-servers", DEFAULTS.bootstrapServers);
        if (servers.isEmpty()) {
            settings.refuse("bootstrap-servers", "a list of at least one address");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        settings.map("properties").forEach((key, given) -> {
            if (isAccepted(settings, key, given)) {
                properties.put(key, given.value().text());
            }
        });
        return new KafkaSection(servers, properties);
    }

    private static boolean isAccepted(SettingReader settings, String key, SettingReader.Pair given) {
        String path = settings.path("properties") + "." + key;
        if (KafkaProperties.RESERVED.contains(key)) {
            settings.reserved(path, given.keyPlace());
            return false;
        }
        if (!KafkaProperties.ALLOWED.contains(key)) {
            settings.unknown(path, given.keyPlace(), KafkaProperties.allowedBelow(settings.path("properties")));
            return false;
        }
        ConfigDef.ConfigKey definition =
                Objects.requireNonNull(ConsumerConfig.configDef().configKeys().get(key));
        try {
            Object value = ConfigDef.parseType(key, given.value().text(), definition.type);
            if (definition.validator != null) {
                definition.validator.ensureValid(key, value);
            }
            return true;
        } catch (ConfigException e) {
            settings.refuseValue(path, given.value(), KafkaProperties.expected(definition));
            return false;
        }
    }
}
