package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import io.lambdagrid.view.ViewDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFolderTest {
    private static final String ORDERS = """
            topic: orders
            columns:
              amount: DECIMAL(12,2)
              ordered_at: TIMESTAMP
            event-time: ordered_at
            """;

    @TempDir
    Path folder;

    @Test
    void empty_settings_file_means_all_defaults() {
        write("lambda-grid.yaml", "");

        assertThat(read().settings()).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void every_form_of_value_is_read() {
        write("lambda-grid.yaml", """
                cluster:
                  members: [127.0.0.1:5701, "127.0.0.1:5702"]
                  backup-count: 2
                kafka:
                  bootstrap-servers: kafka-1:9092, kafka-2:9092
                  properties:
                    max.poll.records: 100
                master:
                  location: file:/var/lib/lambda
                  roll-size: 1GB
                batch:
                  recompute-interval: off
                speed:
                  flush-interval: 200ms
                  parallelism: 3
                """);

        Settings settings = read().settings();

        assertThat(settings.cluster().members()).containsExactly("127.0.0.1:5701", "127.0.0.1:5702");
        assertThat(settings.cluster().backupCount()).isEqualTo(2);
        assertThat(settings.kafka().bootstrapServers()).containsExactly("kafka-1:9092", "kafka-2:9092");
        assertThat(settings.kafka().properties()).isEqualTo(Map.of("max.poll.records", "100"));
        assertThat(settings.master().location()).isEqualTo("file:/var/lib/lambda");
        assertThat(settings.master().rollSizeBytes()).isEqualTo(1L << 30);
        assertThat(settings.batch().recomputeInterval()).isZero();
        assertThat(settings.speed()).isEqualTo(new SpeedSection(Duration.ofMillis(200), Duration.ofMillis(100), 3));
    }

    @Test
    void all_errors_of_all_files_are_reported_at_once_by_file_and_line() {
        write("lambda-grid.yaml", """
                speed:
                  flush-intervall: 5ms
                  progress-interval:   soon
                clustr:
                  port: 1
                """);
        write("datasets/orders.yaml", ORDERS.replace("DECIMAL(12,2)", "DECMAL") + "keep-raw: perhaps\n");
        write("datasets/Bad-Name.yaml", ORDERS);

        assertThat(errors()).isEqualTo("""
                        FOLDER/datasets/Bad-Name.yaml has 1 error
                          LG-111  A dataset is named like its file; 'Bad-Name' must be a lower-case letter followed by at most 62 letters, digits or underscores.
                        FOLDER/datasets/orders.yaml has 2 errors
                          line 3, column 11  LG-111  'columns.amount' must be a type: BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL(precision,scale), VARCHAR, DATE or TIMESTAMP, but is 'DECMAL'. Did you mean 'DECIMAL'?
                          line 6, column 11  LG-111  'keep-raw' must be true or false, but is 'perhaps'.
                        FOLDER/lambda-grid.yaml has 3 errors
                          line 2, column 3   LG-110  Unknown setting 'speed.flush-intervall'. Did you mean 'speed.flush-interval'?
                          line 3, column 24  LG-111  'speed.progress-interval' must be a duration such as 200ms, 5s or 1h, at least 10ms, but is 'soon'.
                          line 4, column 1   LG-110  Unknown setting 'clustr'. Did you mean 'cluster'?""");
    }

    @Test
    void number_out_of_range_says_the_range() {
        write("lambda-grid.yaml", "cluster:\n  backup-count: 7\n");

        assertThat(errors())
                .contains("line 2, column 17  LG-111"
                        + "  'cluster.backup-count' must be a whole number from 0 to 6, but is '7'.");
    }

    @Test
    void block_where_a_value_belongs_is_refused_and_the_other_way_round() {
        write("lambda-grid.yaml", "cluster:\n  port:\n    a: 1\nspeed: fast\n");

        assertThat(errors())
                .contains("line 3, column 5  LG-111"
                        + "  'cluster.port' must be a whole number from 1 to 65535, but is a block of settings.")
                .contains("line 4, column 8  LG-111  'speed' must be a block of settings, but is 'fast'.");
    }

    @Test
    void address_without_port_is_refused() {
        write("lambda-grid.yaml", "cassandra:\n  contact-points: [localhost]\n");

        assertThat(errors())
                .contains("line 2, column 20  LG-111  'cassandra.contact-points' must be an address of the"
                        + " form HOST:PORT, but is 'localhost'.");
    }

    @Test
    void list_that_must_not_be_empty_is_refused() {
        write("lambda-grid.yaml", "kafka:\n  bootstrap-servers: []\n");

        assertThat(errors())
                .contains("line 2, column 22  LG-111  'kafka.bootstrap-servers' must be a list of at least one address,"
                        + " but is an empty list.");
    }

    @Test
    void statement_may_not_outlive_the_generation_it_reads() {
        write("lambda-grid.yaml", "serving:\n  statement-timeout: 60s\n");

        assertThat(errors())
                .contains("line 2, column 22  LG-111  'serving.statement-timeout' must be shorter than"
                        + " 'serving.grace-period' (15s), but is '60s'.");
    }

    @Test
    void address_that_others_can_reach_needs_a_trusted_network() {
        write("lambda-grid.yaml", "cluster:\n  host: 10.0.0.5\n");

        assertThat(errors())
                .contains("line 2, column 9  LG-111  'cluster.host' must be a loopback address such as 127.0.0.1 unless"
                        + " 'cluster.trusted-network' is true (whoever reaches this port owns the cluster: it has"
                        + " neither passwords nor encryption), but is '10.0.0.5'.");

        write("lambda-grid.yaml", "cluster:\n  host: 10.0.0.5\n  trusted-network: true\n");

        assertThat(read().settings().cluster().host()).isEqualTo("10.0.0.5");
    }

    @Test
    void listening_on_every_address_is_refused_even_in_a_trusted_network() {
        write("lambda-grid.yaml", "cluster:\n  host: 0.0.0.0\n  trusted-network: true\n");

        assertThat(errors()).contains("line 2, column 9  LG-111  'cluster.host' must be the one address");
    }

    @Test
    void syntax_error_is_reported_where_it_stands() {
        write("lambda-grid.yaml", "cluster:\n  name: a: b\n");

        assertThat(errors())
                .isEqualTo("FOLDER/lambda-grid.yaml has 1 error\n"
                        + "  line 2, column 10  LG-112  Not valid YAML: mapping values are not allowed here.");
    }

    @Test
    void tab_is_reported_as_such() {
        write("lambda-grid.yaml", "cluster:\n\tname: a\n");

        assertThat(errors()).contains("line 2, column 1  LG-112  Not valid YAML: found character '\\t(TAB)'");
    }

    @Test
    void setting_given_twice_is_refused() {
        write("lambda-grid.yaml", "speed:\n  parallelism: 1\n  parallelism: 2\n");

        assertThat(errors())
                .isEqualTo("FOLDER/lambda-grid.yaml has 1 error\n  line 3, column 3  LG-112"
                        + "  'parallelism' is given twice; line 2 has it already. Remove one of the two.");
    }

    @Test
    void alias_and_second_document_are_refused() {
        write("lambda-grid.yaml", "cluster:\n  name: &n x\n  host: *n\n---\nspeed: {}\n");

        assertThat(errors())
                .contains("line 3, column 9  LG-112  '*n' refers to a value elsewhere; write the value itself here.")
                .contains("LG-112  A second document begins here");
    }

    @Test
    void folder_without_settings_is_refused() {
        assertThat(errors())
                .isEqualTo("FOLDER has 1 error\n  LG-112  There is no file 'lambda-grid.yaml' in 'FOLDER'."
                        + " Name the configuration folder with --config DIR.");
    }

    @Test
    void required_settings_of_a_dataset_are_missed() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", "format: json\n");

        assertThat(errors())
                .contains("'topic' is missing; it must be the name of a Kafka topic.")
                .contains("'event-time' is missing; it must be the TIMESTAMP column that says when an event happened.")
                .contains("'columns' is missing; it must be a block of names and types, such as"
                        + " 'amount: DECIMAL(12,2)'.");
    }

    @Test
    void event_time_must_be_a_timestamp_column() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", ORDERS.replace("event-time: ordered_at", "event-time: amount"));

        assertThat(errors())
                .contains("line 5, column 13  LG-111"
                        + "  'event-time' must be a TIMESTAMP column (ordered_at), but is 'amount'.");
    }

    @Test
    void dataset_is_named_like_its_file() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", ORDERS);

        assertThat(read().datasets())
                .containsExactly(new Dataset(
                        "orders",
                        "orders",
                        RecordFormat.JSON,
                        List.of(
                                new Column("amount", ColumnType.decimal(12, 2)),
                                new Column("ordered_at", ColumnType.TIMESTAMP)),
                        "ordered_at",
                        true));
    }

    @Test
    void view_is_named_like_its_file() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", ORDERS);
        write("views/revenue.sql", "SELECT SUM(amount) AS revenue FROM orders");

        assertThat(read().views()).extracting(ViewDefinition::name).containsExactly("revenue");
    }

    @Test
    void bad_sql_is_reported_with_file_line_and_column() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", ORDERS);
        write("views/revenue.sql", "SELECT COUNT(*) AS orders,\n  SUM(amout) AS revenue\nFROM orders\n");
        write("views/lost.sql", "SELECT COUNT(*) AS n FROM order_lines\n");

        assertThat(errors())
                .contains("FOLDER/views/lost.sql has 1 error\n  line 1, column 27  LG-101  ")
                .contains("'order_lines'")
                .contains("FOLDER/views/revenue.sql has 1 error\n  line 2, column 7  LG-101  ")
                .contains("SUM(amout) AS revenue")
                .contains("Did you mean 'amount'?");
    }

    @Test
    void view_over_a_faulty_dataset_is_not_blamed_for_it() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yaml", ORDERS.replace("DECIMAL(12,2)", "MONEY"));
        write("views/revenue.sql", "SELECT SUM(amount) AS revenue FROM orders");

        assertThat(errors()).contains("'MONEY'").doesNotContain("revenue.sql");
    }

    @Test
    void file_that_belongs_nowhere_is_refused() {
        write("lambda-grid.yaml", "");
        write("datasets/orders.yml", ORDERS);

        assertThat(errors())
                .contains("FOLDER/datasets/orders.yml has 1 error")
                .contains("LG-112  Only files that end in '.yaml' belong into 'datasets'.");
    }

    @Test
    void kafka_setting_that_exactness_depends_on_is_refused() {
        write("lambda-grid.yaml", "kafka:\n  properties:\n    auto.offset.reset: earliest\n");

        assertThat(errors())
                .contains("line 3, column 5  LG-111  'kafka.properties.auto.offset.reset' cannot be set: exact answers"
                        + " depend on the value that Lambda Grid gives it. Remove it.");
    }

    @Test
    void kafka_setting_that_could_run_code_is_unknown() {
        write("lambda-grid.yaml", "kafka:\n  properties:\n    ssl.engine.factory.class: evil.Factory\n");

        assertThat(errors())
                .contains(
                        "line 3, column 5  LG-110" + "  Unknown setting 'kafka.properties.ssl.engine.factory.class'.");
    }

    @Test
    void kafka_login_over_tls_is_passed_on_with_a_password_from_elsewhere() throws IOException {
        Path password = Files.writeString(folder.resolve("secret"), "s3cret\n");
        write("lambda-grid.yaml", """
                kafka:
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required
                      username="grid" password="${file:%s}";
                    ssl.truststore.location: /etc/trust.jks
                    ssl.truststore.password: ${file:%s}
                cassandra:
                  username: ${env:PATH}
                  password: ${file:%s}
                """.formatted(password, password, password));

        Settings settings = read().settings();

        assertThat(settings.kafka().properties())
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " username=\"grid\" password=\"s3cret\";")
                .containsEntry("ssl.truststore.password", "s3cret")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(settings.cassandra().username()).isEqualTo(System.getenv("PATH"));
        assertThat(settings.cassandra().password()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret").contains("sasl.jaas.config");
    }

    @Test
    void login_that_is_more_than_a_name_and_a_password_is_refused_and_not_repeated() {
        List<String> logins = List.of(
                "com.sun.security.auth.module.JndiLoginModule required user.provider.url=\"ldap://evil\";",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"hidden\"; x.Y"
                        + " required;",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" serviceName=\"b\";");
        for (String login : logins) {
            write("lambda-grid.yaml", "kafka:\n  properties:\n    sasl.jaas.config: '" + login + "'\n");

            assertThat(errors())
                    .contains("line 3, column 23  LG-111  'kafka.properties.sasl.jaas.config' must be"
                            + " 'org.apache.kafka.common.security.plain.PlainLoginModule required")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void secret_that_is_nowhere_is_told_by_its_name() {
        write("lambda-grid.yaml", "cassandra:\n  username: a\n  password: ${env:NO_SUCH_VARIABLE}\n");

        assertThat(errors())
                .contains("line 3, column 13  LG-111  'cassandra.password' must be a text, or name with ${env:NAME}")
                .contains("but is '${env:NO_SUCH_VARIABLE}'.");
    }

    @Test
    void misspelt_kafka_setting_is_suggested_and_a_wrong_value_refused() {
        write(
                "lambda-grid.yaml",
                "kafka:\n  properties:\n    max.pol.records: 1\n    fetch.min.bytes: many\n    max.poll.records: 0\n");

        assertThat(errors())
                .contains("line 3, column 5   LG-110  Unknown setting 'kafka.properties.max.pol.records'."
                        + " Did you mean 'kafka.properties.max.poll.records'?")
                .contains("line 4, column 22  LG-111  'kafka.properties.fetch.min.bytes' must be a whole number that"
                        + " Kafka accepts ([0,...]), but is 'many'.")
                .contains("line 5, column 23  LG-111  'kafka.properties.max.poll.records' must be a whole number that"
                        + " Kafka accepts ([1,...]), but is '0'.");
    }

    @Test
    void password_is_hidden_when_settings_are_printed() {
        write("lambda-grid.yaml", "cassandra:\n  username: grid\n  password: secret\n");

        assertThat(read().toString()).contains("username=grid").doesNotContain("secret");
    }

    private GridConfiguration read() {
        return new WrittenFolder(folder).read();
    }

    private String errors() {
        return new WrittenFolder(folder).errors();
    }

    private void write(String file, String text) {
        new WrittenFolder(folder).write(file, text);
    }
}
