package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.sql.SqlRow;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Replay;
import io.lambdagrid.record.HostileRecords;
import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hostile records of all kinds go the whole way, on real servers: none stops anything, each that does not count is told
 * with its offset and reason, and when the dataset is declared otherwise, a replay counts exactly what is readable
 * then.
 */
class HostileReplayTest {
    private static final long SEED = Long.getLong("hostile.seed", 20_261_122L);
    private static final int RECORDS = 3000;
    private static final int LARGEST_BYTES = 500_000;
    private static final String VIEW = "hostile";

    private final List<byte @Nullable []> log = new ArrayList<>();

    @Test
    void what_is_rejected_and_what_counts_after_a_replay_is_what_the_declaration_in_force_says() throws Exception {
        try (LiveDataset dataset = new LiveDataset(
                Map.of(
                        VIEW,
                        "SELECT CASE WHEN c_boolean THEN 'yes' ELSE 'no' END AS product, COUNT(*) AS orders,"
                                + " COUNT(c_date) AS pieces FROM DATASET GROUP BY"
                                + " CASE WHEN c_boolean THEN 'yes' ELSE 'no' END"),
                HostileReplayTest::narrow)) {
            send(dataset, RECORDS / 2);
            assertExact(dataset);
            dataset.run(LiveDataset.Kind.INCREMENTAL);
            send(dataset, RECORDS / 2);
            dataset.run(LiveDataset.Kind.INCREMENTAL);
            assertExact(dataset);
            int before = reasons(dataset.dataset()).size();

            dataset.declare(HostileReplayTest::wide);
            dataset.restart();
            Map<String, String> after = reasons(dataset.dataset());
            assertThat(after.size()).as("seed " + SEED).isPositive().isLessThan(before);
            Replay.Result result = replay(dataset);
            assertThat(result.counting()).isEqualTo(before - after.size());
            assertThat(result.stillRejected()).isEqualTo(after.size());
            assertExact(dataset);
        }
    }

    private static Dataset narrow(String name, String topic) {
        return new Dataset(
                name, topic, RecordFormat.JSON, HostileRecords.JSON.columns(), HostileRecords.JSON.eventTime(), true);
    }

    /** The INTEGER is wider, so is the DECIMAL, and one column is declared no more. */
    private static Dataset wide(String name, String topic) {
        List<Column> columns = new ArrayList<>();
        for (Column column : HostileRecords.JSON.columns()) {
            switch (column.name()) {
                case "c_integer" -> columns.add(new Column(column.name(), ColumnType.BIGINT));
                case "c_decimal" -> columns.add(new Column(column.name(), ColumnType.decimal(30, 2)));
                case "c_double" -> {}
                default -> columns.add(column);
            }
        }
        return new Dataset(name, topic, RecordFormat.JSON, columns, HostileRecords.JSON.eventTime(), true);
    }

    private void send(LiveDataset dataset, int count) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + log.size());
        HostileRecords hostile = new HostileRecords(random);
        for (int i = 0; i < count; ) {
            byte @Nullable [] record = hostile.record(HostileRecords.JSON, hostile.kind());
            // A broker refuses larger ones unless it is told otherwise.
            if (record == null || record.length < LARGEST_BYTES) {
                dataset.topic().sendBytes(0, record);
                log.add(record);
                i++;
            }
        }
        dataset.topic().flush();
    }

    private Map<String, String> reasons(Dataset declared) {
        RecordReader reader = RecordReader.of(declared);
        Map<String, String> reasons = new TreeMap<>();
        for (int offset = 0; offset < log.size(); offset++) {
            try {
                reader.read(log.get(offset));
            } catch (UnreadableRecordException e) {
                reasons.put("0/" + offset, String.valueOf(e.getMessage()));
            }
        }
        return reasons;
    }

    private Map<String, String> rows(Dataset declared) {
        RecordReader reader = RecordReader.of(declared);
        int date = declared.indexOf("c_date").orElseThrow();
        Map<String, long[]> rows = new TreeMap<>();
        for (byte @Nullable [] record : log) {
            try {
                @Nullable Object[] row = reader.read(record);
                long[] counts =
                        rows.computeIfAbsent(Boolean.TRUE.equals(row[0]) ? "yes" : "no", product -> new long[2]);
                counts[0]++;
                counts[1] += row[date] == null ? 0 : 1;
            } catch (UnreadableRecordException e) {
                // It counts for nothing.
            }
        }
        Map<String, String> shown = new TreeMap<>();
        rows.forEach((product, counts) -> shown.put(product, counts[0] + "/" + counts[1]));
        return shown;
    }

    private void assertExact(LiveDataset dataset) {
        dataset.awaitRows(VIEW, rows(dataset.dataset()));
        Map<String, String> expected = reasons(dataset.dataset());
        await().atMost(LiveDataset.SOON)
                .untilAsserted(
                        () -> assertThat(told(dataset)).as("seed " + SEED).isEqualTo(expected));
    }

    private static Map<String, String> told(LiveDataset dataset) {
        Map<String, String> told = new TreeMap<>();
        for (SqlRow row : dataset.query("SELECT kafka_partition, kafka_offset, reason FROM lambda_rejected")) {
            told.put(row.<Integer>getObject(0) + "/" + row.<Long>getObject(1), row.getObject(2));
        }
        return told;
    }

    private static Replay.Result replay(LiveDataset dataset) {
        try (LambdaGrid grid = dataset.connect()) {
            Replay replay = await().atMost(LiveDataset.SOON)
                    .ignoreExceptions()
                    .until(() -> grid.rejections().replay(dataset.name()), requested -> true);
            assertThat(replay.await(LiveDataset.SOON)).isTrue();
            assertThat(replay.outcome()).contains(Replay.DONE);
            return replay.result();
        }
    }
}
