package io.lambdagrid.node.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdagrid.master.CoverageAdvance;
import io.lambdagrid.master.MasterFileWriter;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.MasterUpkeep;
import io.lambdagrid.master.WrittenFile;
import io.lambdagrid.node.config.ConfigurationFolder;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Overrides;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on a master dataset, on one in a local folder. */
class MasterCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private MasterTable table;

    @BeforeEach
    void create() throws IOException {
        Path example = Path.of("../config");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("config").resolve(example.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Files.writeString(
                folder.resolve("config/lambda-grid.yaml"),
                "master:\n  location: " + folder.resolve("data").toUri() + "\n");
        Dataset orders = new ConfigurationFolder(folder.resolve("config"), Overrides.NONE)
                .read()
                .datasets()
                .get(0);
        table = new MasterTable(MasterLocation.of(folder.resolve("data").toUri().toString(), Map.of()), orders);
        table.createIfAbsent(Coverage.of("topic-id", Map.of(0, 0L)));
        for (long offset = 0; offset < 6; offset++) {
            append(offset, orders);
        }
    }

    private WrittenFile append(long offset, Dataset dataset) {
        MasterFileWriter writer = table.newFile();
        @Nullable Object[] columns = new @Nullable Object[dataset.columns().size()];
        writer.accept(0, offset, Instant.EPOCH, columns, new byte[] {1});
        WrittenFile file = writer.close();
        table.append(List.of(file), CoverageAdvance.of(file.ranges()));
        return file;
    }

    private int master(String... words) {
        CommandLine line =
                RootCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] configured = Stream.concat(
                        Stream.of("master"),
                        Stream.concat(
                                Stream.of(words),
                                Stream.of("--config", folder.resolve("config").toString())))
                .toArray(String[]::new);
        return line.execute(configured);
    }

    @Test
    void sound_master_dataset_is_said_to_be_sound() {
        assertThat(master("verify", "orders", "--deep")).isZero();

        assertThat(out.toString())
                .contains("partition")
                .contains("sound: 6 files, ")
                .contains("6 records")
                .contains("every record read");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void missing_file_is_told_and_ends_with_exit_code_1() throws IOException {
        WrittenFile file = append(
                6,
                new ConfigurationFolder(folder.resolve("config"), Overrides.NONE)
                        .read()
                        .datasets()
                        .get(0));
        Files.delete(Path.of(URI.create(file.file().location())));

        assertThat(master("verify", "orders")).isEqualTo(1);

        assertThat(out.toString())
                .contains("FILE_MISSING")
                .contains(file.file().location())
                .contains("NOT SOUND: 7 files");
        assertThat(err.toString())
                .startsWith("LG-411  The master dataset of 'orders' has 1 problem. ")
                .doesNotContain("Exception");
    }

    @Test
    void report_is_json_when_asked_for() throws IOException {
        assertThat(master("verify", "orders", "--format", "json")).isZero();

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/table/0/sound").asBoolean()).isTrue();
        assertThat(report.at("/table/0/files").asInt()).isEqualTo(6);
        assertThat(report.at("/partitions/0/end_offset").asLong()).isEqualTo(6);
        assertThat(report.at("/problems").size()).isZero();
    }

    @Test
    void what_has_left_by_retention_is_told_and_no_problem() throws IOException {
        Dataset orders = appendOrders(6, 16);
        GridConfiguration configured = new ConfigurationFolder(folder.resolve("config"), Overrides.NONE).read();
        try (MasterUpkeep upkeep = new MasterUpkeep(
                configured.settings().master().masterLocation(),
                orders,
                configured.settings().master().upkeep(),
                Clock.systemUTC())) {
            upkeep.run(Set.of(), OptionalLong.of(13));
        }

        assertThat(master("verify", "orders", "--deep")).isZero();
        assertThat(out.toString())
                .contains(", 9 records, 7 records of before 1970-01-01T00:00:00.000013Z expired by 'retain', table");
        out.getBuffer().setLength(0);
        assertThat(master("verify", "orders", "--format", "json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/table/0/expired_before").asText()).isEqualTo("1970-01-01T00:00:00.000013Z");
        assertThat(report.at("/partitions/0/expired").asLong()).isEqualTo(7);
        assertThat(report.at("/gaps").size()).isZero();
    }

    @Test
    void what_would_leave_is_shown_and_stays() throws IOException {
        assertThat(master("retention", "orders")).isZero();
        assertThat(out.toString())
                .isEqualTo("All records stay: dataset 'orders' has no 'retain'" + System.lineSeparator());

        Path file = folder.resolve("config/datasets/orders.yaml");
        Files.writeString(file, Files.readString(file) + "\nretain: 400d\n");
        try (Stream<Path> views = Files.list(folder.resolve("config/views"))) {
            for (Path view : views.toList()) {
                Files.delete(view);
            }
        }
        appendOrders(6, 16);
        out.getBuffer().setLength(0);
        assertThat(master("retention", "orders")).isZero();
        assertThat(out.toString())
                .contains("10 records of 16 are of events before 20")
                .contains("10 records would leave now, with 1 file dropped or written anew");
        assertThat(master("verify", "orders", "--deep")).isZero();
        assertThat(out.toString()).contains("16 records, table snapshot");
    }

    /** Their event times are microseconds after 1970. */
    private Dataset appendOrders(long from, long end) {
        Dataset orders = new ConfigurationFolder(folder.resolve("config"), Overrides.NONE)
                .read()
                .datasets()
                .get(0);
        MasterFileWriter writer = table.newFile();
        for (long offset = from; offset < end; offset++) {
            @Nullable Object[] row = new @Nullable Object[orders.columns().size()];
            row[orders.indexOf(orders.eventTime()).orElseThrow()] = offset;
            writer.accept(0, offset, Instant.EPOCH, row, new byte[] {1});
        }
        WrittenFile file = writer.close();
        table.append(List.of(file), CoverageAdvance.of(file.ranges()));
        return orders;
    }

    @Test
    void small_files_are_compacted_once() {
        assertThat(master("compact", "orders")).isZero();
        assertThat(out.toString()).isEqualTo("6 small files became 1 file" + System.lineSeparator());

        assertThat(master("compact", "orders")).isZero();
        assertThat(out.toString()).endsWith("Nothing to compact" + System.lineSeparator());
        assertThat(master("verify", "orders", "--deep")).isZero();
    }

    @Test
    void history_is_imported_once() throws IOException {
        Path history = Files.writeString(folder.resolve("history.csv"), "order_id\n1\n2\n");

        assertThat(master("import", "orders", "--id", "2019", history.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("Imported 2 records as '2019', rejected 0.");
        assertThat(master("import", "orders", "--id", "2019", history.toString()))
                .isZero();
        assertThat(out.toString())
                .endsWith("There is an import '2019' already; nothing was done" + System.lineSeparator());
        assertThat(master("verify", "orders", "--deep")).isZero();
    }

    @Test
    void file_whose_name_does_not_say_what_it_is_is_a_wrong_command_line() {
        assertThat(master("import", "orders", "--id", "2019", "history.dat")).isEqualTo(2);
        assertThat(err.toString()).contains("give --format csv, parquet or json_lines");
    }

    @Test
    void unknown_dataset_is_refused_with_those_there_are() {
        assertThat(master("verify", "ordres")).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("LG-103  There is no dataset 'ordres' in '")
                .contains("Datasets: orders.");
    }
}
