package io.lambdagrid.node.config;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Which settings of Kafka's clients may be passed on. A list of what is allowed, not of what is refused: many of
 * Kafka's settings name a class that is then loaded and run, and a later version of Kafka may bring more.
 */
final class KafkaProperties {
    static final Set<String> ALLOWED = Set.of(
            "check.crcs",
            "client.dns.lookup",
            "client.rack",
            "connections.max.idle.ms",
            "default.api.timeout.ms",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "max.partition.fetch.bytes",
            "max.poll.records",
            "metadata.max.age.ms",
            "receive.buffer.bytes",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "sasl.jaas.config",
            "sasl.mechanism",
            "security.protocol",
            "send.buffer.bytes",
            "socket.connection.setup.timeout.max.ms",
            "socket.connection.setup.timeout.ms",
            "ssl.cipher.suites",
            "ssl.enabled.protocols",
            "ssl.endpoint.identification.algorithm",
            "ssl.key.password",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.protocol",
            "ssl.truststore.certificates",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type");

    /** Settings that exactness depends on: the speed job and the archive job decide them. */
    static final Set<String> RESERVED = Set.of(
            "allow.auto.create.topics",
            "auto.offset.reset",
            "bootstrap.servers",
            "client.id",
            "enable.auto.commit",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "interceptor.classes",
            "isolation.level",
            "key.deserializer",
            "metric.reporters",
            "partition.assignment.strategy",
            "value.deserializer");

    /** The one setting that names a class: the login module, of which only two that do nothing else are let through. */
    static final String LOGIN = "sasl.jaas.config";

    static final String LOGIN_EXPECTED = "'org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"...\" password=\"...\";', or the same with '...scram.ScramLoginModule', without quotes or"
            + " backslashes in the name and the password";

    private static final Pattern HARMLESS_LOGIN = Pattern.compile(
            "\\s*org\\.apache\\.kafka\\.common\\.security\\.(plain\\.PlainLoginModule|scram\\.ScramLoginModule)"
                    + "\\s+required(\\s+(username|password)=\"[^\"\\\\\\v]*\"){2}\\s*;\\s*");

    private KafkaProperties() {}

    static boolean isHarmlessLogin(String jaas) {
        return HARMLESS_LOGIN.matcher(jaas).matches();
    }

    /** Returns whether Kafka takes the value. */
    static boolean isValid(ConfigDef.ConfigKey definition, String value) {
        try {
            Object parsed = ConfigDef.parseType(definition.name, value, definition.type);
            if (definition.validator != null) {
                definition.validator.ensureValid(definition.name, parsed);
            }
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    static Set<String> allowedBelow(String path) {
        Set<String> paths = new TreeSet<>();
        ALLOWED.forEach(key -> paths.add(path + "." + key));
        return paths;
    }

    /** Returns what a value must be, in words. */
    static String expected(ConfigDef.ConfigKey definition) {
        String type = switch (definition.type) {
            case INT, LONG, SHORT -> "a whole number";
            case DOUBLE -> "a number";
            case BOOLEAN -> "true or false";
            case LIST -> "a list separated by commas";
            case STRING, PASSWORD, CLASS -> "a text";
        };
        return definition.validator == null
                ? type
                : type + " that Kafka accepts ("
                        + definition.validator.toString().toLowerCase(Locale.ROOT) + ")";
    }
}
