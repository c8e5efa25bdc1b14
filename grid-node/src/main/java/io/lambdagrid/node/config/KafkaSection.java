package io.lambdagrid.node.config;

import io.lambdagrid.kafka.KafkaSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

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
        settings.map("properties")
                .forEach((key, given) -> accepted(settings, key, given).ifPresent(value -> properties.put(key, value)));
        return new KafkaSection(servers, properties);
    }

    private static Optional<String> accepted(SettingReader settings, String key, SettingReader.Pair given) {
        String path = settings.path("properties") + "." + key;
        if (KafkaProperties.RESERVED.contains(key)) {
            settings.reserved(path, given.keyPlace());
            return Optional.empty();
        }
        if (!KafkaProperties.ALLOWED.contains(key)) {
            settings.unknown(path, given.keyPlace(), KafkaProperties.allowedBelow(settings.path("properties")));
            return Optional.empty();
        }
        Optional<String> value = SecretText.resolved(given.value().text(), System::getenv);
        if (value.isEmpty()) {
            settings.refuseValue(path, given.value(), SecretText.EXPECTED);
            return Optional.empty();
        }
        if (key.equals(KafkaProperties.LOGIN)) {
            return acceptedLogin(settings, path, given.value().place(), value.get());
        }
        ConfigDef.ConfigKey definition =
                Objects.requireNonNull(ConsumerConfig.configDef().configKeys().get(key));
        if (!KafkaProperties.isValid(definition, value.get())) {
            settings.refuseValue(path, given.value(), KafkaProperties.expected(definition));
            return Optional.empty();
        }
        return value;
    }

    private static Optional<String> acceptedLogin(SettingReader settings, String path, Place place, String login) {
        if (KafkaProperties.isHarmlessLogin(login)) {
            return Optional.of(login);
        }
        settings.refuseSecret(path, place, KafkaProperties.LOGIN_EXPECTED);
        return Optional.empty();
    }

    /** Returns the form in which the grid takes them. */
    public KafkaSettings kafkaSettings() {
        return new KafkaSettings(String.join(",", bootstrapServers), properties);
    }

    /** Names the properties without their values, because settings end up in logs. */
    @Override
    public String toString() {
        return "KafkaSection[bootstrapServers=" + bootstrapServers + ", properties="
                + new TreeSet<>(properties.keySet()) + "]";
    }
}
