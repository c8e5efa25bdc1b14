package io.lambdagrid.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Generated;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What keeps the layers identical: any bytes are either a row or refused with a reason, and a reader of some columns
 * accepts exactly what a reader of all of them does, and reads the same values.
 */
class RecordReaderLawsTest {
    private static final int COLUMNS = Datasets.EVERY_TYPE.columns().size();
    private static final String[] FRAGMENTS = {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1", "-", ".", "e9", "0", "NaN", "\\u", "d83d",
        "\u00e9", " "
    };
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "2147483648",
            "1e999999999",
            "1.005",
            "99999999.99",
            "1E-5",
            "\"\"",
            "\"12.50\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"2026-01-31\"",
            "\"2026-01-31T12:00:00.5+01:00\"",
            "\"2026-01-31T12:00\"",
            "[]",
            "{\"c_integer\":[1]}",
            "1769860800000",
            "-9223372036854775",
            "\"text\"");

    private final RecordReader full = Datasets.fullReader();

    @Test
    void readers_of_any_columns_agree_on_random_bytes() {
        Generated.forAll(100_000, random -> {
            byte[] record = new byte[random.nextInt(24)];
            random.nextBytes(record);
            if (record.length > 0 && random.nextBoolean()) {
                record[0] = '{';
            }
            assertReadersAgree(record, random);
        });
    }

    @Test
    void readers_of_any_columns_agree_on_generated_records_sound_and_unsound() {
        int[] accepted = new int[1];
        Generated.forAll(30_000, random -> accepted[0] += assertReadersAgree(record(random), random) ? 1 : 0);
        assertThat(accepted[0]).as("accepted of 30,000").isBetween(1_000, 29_000);
    }

    @Test
    void readers_of_any_columns_agree_on_mutated_records() {
        Generated.forAll(60_000, random -> {
            byte[] record = record(random);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                record = mutated(record, random);
            }
            assertReadersAgree(record, random);
        });
    }

    private boolean assertReadersAgree(byte[] record, RandomGenerator random) {
        BitSet wanted = BitSet.valueOf(new long[] {random.nextLong(1L << COLUMNS)});
        @Nullable Object[] all = readOrNull(full, record);
        @Nullable Object[] some = readOrNull(RecordReader.of(Datasets.EVERY_TYPE, wanted), record);
        String shown = new String(record, StandardCharsets.ISO_8859_1);
        assertThat(some == null).as(shown).isEqualTo(all == null);
        if (all == null || some == null) {
            return false;
        }
        for (int i = 0; i < COLUMNS; i++) {
            assertThat(some[i]).as(shown).isEqualTo(wanted.get(i) ? all[i] : null);
        }
        return true;
    }

    /** Returns {@code null} when the record is refused in the one way allowed. */
    private static @Nullable Object @Nullable [] readOrNull(RecordReader reader, byte[] record) {
        byte[] before = record.clone();
        try {
            @Nullable Object[] row = reader.read(record);
            assertThat(row).hasSize(COLUMNS);
            return row;
        } catch (UnreadableRecordException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            return null;
        } finally {
            assertThat(Arrays.equals(record, before)).isTrue();
        }
    }

    /** Mostly fitting values, some of any kind. */
    private static byte[] record(RandomGenerator random) {
        String[] fitting = {"true", "-7", "5000000000", "0.1", "12.5", "\"x\"", "\"2026-01-31\"", "1769860800000"};
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < COLUMNS; i++) {
            if (random.nextInt(3) > 0) {
                text.append(text.length() > 1 ? "," : "")
                        .append('"')
                        .append(
                                random.nextInt(12) == 0
                                        ? "more"
                                        : Datasets.EVERY_TYPE.columns().get(i).name())
                        .append("\":")
                        .append(random.nextInt(10) == 0 ? VALUES.get(random.nextInt(VALUES.size())) : fitting[i]);
            }
        }
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] record, RandomGenerator random) {
        if (record.length == 0) {
            return record;
        }
        int at = random.nextInt(record.length);
        byte[] changed = record.clone();
        return switch (random.nextInt(4)) {
            case 0 -> {
                changed[at] = (byte) random.nextInt();
                yield changed;
            }
            case 1 -> Arrays.copyOf(changed, at);
            case 2 -> spliced(record, at, at + random.nextInt(record.length - at + 1), new byte[0]);
            default ->
                spliced(record, at, at, FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] spliced(byte[] record, int start, int end, byte[] insert) {
        byte[] spliced = Arrays.copyOf(record, record.length - (end - start) + insert.length);
        System.arraycopy(insert, 0, spliced, start, insert.length);
        System.arraycopy(record, end, spliced, start + insert.length, record.length - end);
        return spliced;
    }
}
