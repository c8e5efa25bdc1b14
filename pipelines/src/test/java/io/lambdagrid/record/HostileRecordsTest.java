package io.lambdagrid.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lambdagrid.record.HostileRecords.Kind;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Temporal;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No record stops a reader: whatever the bytes, the outcome is a row or a reason, the same for every reader of the
 * dataset, at a price that its length bounds. {@code -Dhostile.records=1000000} reads a million of each format.
 */
class HostileRecordsTest {
    private static final int RECORDS = Integer.getInteger("hostile.records", 100_000);
    private static final long SEED = Long.getLong("hostile.seed", 20_261_122L);
    private static final long MAX_CPU_NANOS = 3_000_000_000L;
    private static final long MAX_BYTES = 4 << 20;
    private static final long MAX_BYTES_PER_BYTE = 16;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Stream<Dataset> formats() {
        return Stream.of(HostileRecords.JSON, HostileRecords.AVRO, HostileRecords.REGISTERED_AVRO);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("formats")
    void any_bytes_are_a_row_or_a_reason_for_all_readers_alike(Dataset dataset) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        HostileRecords hostile = new HostileRecords(random);
        int width = dataset.columns().size();
        List<BitSet> subsets = IntStream.of(0, 1, 1 << 4, 1 << 5, 1 << (width - 1), 0b01010101)
                .mapToObj(bits -> BitSet.valueOf(new long[] {bits}))
                .toList();
        // The readers live on: what one record leaves behind must not touch the next.
        RecordReader full = RecordReader.of(dataset);
        List<RecordReader> others =
                subsets.stream().map(wanted -> RecordReader.of(dataset, wanted)).toList();
        Map<Kind, Integer> accepted = new EnumMap<>(Kind.class);
        for (int i = 0; i < RECORDS; i++) {
            Kind kind = hostile.kind();
            byte @Nullable [] record = hostile.record(dataset, kind);
            Outcome outcome = bounded(full, record, kind);
            int chosen = random.nextInt(others.size());
            Outcome other = bounded(others.get(chosen), record, kind);
            assertThat(other).as(kind.name()).isEqualTo(outcome.restrictedTo(subsets.get(chosen)));
            assertSound(outcome, dataset);
            accepted.merge(kind, outcome.row == null ? 0 : 1, Integer::sum);
        }
        assertThat(accepted.keySet()).contains(Kind.values());
        assertThat(accepted.get(Kind.TOMBSTONE)).isZero();
        assertThat(accepted.get(Kind.BAD_UTF_8)).isZero();
        assertThat(accepted.get(Kind.NOTHING)).isGreaterThan(RECORDS / 20);
    }

    private record Outcome(@Nullable List<@Nullable Object> row, String reason) {
        Outcome restrictedTo(BitSet wanted) {
            if (row == null) {
                return this;
            }
            @Nullable Object[] values = row.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = wanted.get(i) ? values[i] : null;
            }
            return new Outcome(Arrays.asList(values), reason);
        }
    }

    private static Outcome bounded(RecordReader reader, byte @Nullable [] record, Kind kind) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        Outcome outcome = outcome(reader, record);
        long length = record == null ? 0 : record.length;
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                .as("bytes allocated for %d bytes of kind %s", length, kind)
                .isLessThan(MAX_BYTES + MAX_BYTES_PER_BYTE * length);
        assertThat(THREADS.getCurrentThreadCpuTime() - cpu)
                .as("nanoseconds for %d bytes of kind %s", length, kind)
                .isLessThan(MAX_CPU_NANOS);
        return outcome;
    }

    private static Outcome outcome(RecordReader reader, byte @Nullable [] record) {
        try {
            return new Outcome(Arrays.asList(reader.read(record)), "");
        } catch (UnreadableRecordException e) {
            return new Outcome(null, String.valueOf(e.getMessage()));
        }
    }

    private static void assertSound(Outcome outcome, Dataset dataset) {
        if (outcome.row == null) {
            assertThat(outcome.reason)
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(200)
                    .doesNotContainPattern("\\p{Cntrl}");
            return;
        }
        for (int i = 0; i < outcome.row.size(); i++) {
            Object value = outcome.row.get(i);
            // Whatever was accepted can be shown.
            Temporal.toExternal(value, dataset.columns().get(i).type());
            assertThat(value instanceof Double number && !Double.isFinite(number))
                    .isFalse();
        }
    }
}
