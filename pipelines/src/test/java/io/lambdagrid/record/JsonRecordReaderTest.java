package io.lambdagrid.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordReaderTest {
    @Test
    void a_record_becomes_a_row_in_the_order_of_the_columns() {
        assertThat(read("{'c_varchar':'x','c_boolean':true,'c_integer':-1,'c_bigint':5000000000,'c_double':0.5,"
                        + "'c_decimal':12.5,'c_date':'2026-01-31','c_timestamp':'2026-01-31T12:00:00.000001Z'}"))
                .containsExactly(
                        true, -1, 5_000_000_000L, 0.5, new BigDecimal("12.50"), "x", 20484, 1_769_860_800_000_001L);
    }

    @Test
    void what_is_absent_or_null_is_null() {
        assertThat(read("{}")).containsOnlyNulls().hasSize(8);
        assertThat(read("{'c_varchar':null,'c_decimal':null}")).containsOnlyNulls();
    }

    @Test
    void fields_without_a_column_are_skipped_whatever_they_hold() {
        assertThat(read("{'more':{'c_integer':[1,{'x':null}]},'c_integer':3,'C_INTEGER':4,'c_integer ':5}")[1])
                .isEqualTo(3);
    }

    @Test
    void columns_that_are_not_wanted_stay_null_but_are_checked() {
        BitSet wanted = new BitSet();
        wanted.set(5);
        RecordReader reader = RecordReader.of(Datasets.EVERY_TYPE, wanted);

        assertThat(reader.read(bytes("{'c_integer':3,'c_varchar':'x'}")))
                .containsExactly(null, null, null, null, null, "x", null, null);
        assertThatThrownBy(() -> reader.read(bytes("{'c_integer':'3','c_varchar':'x'}")))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "c_boolean,1",
                "c_boolean,'true'",
                "c_integer,2147483648",
                "c_integer,1.0",
                "c_integer,1e2",
                "c_integer,'1'",
                "c_integer,true",
                "c_integer,{}",
                "c_integer,[1]",
                "c_bigint,9223372036854775808",
                "c_bigint,-9223372036854775809",
                "c_double,1e400",
                "c_double,'1.5'",
                "c_decimal,12.345",
                "c_decimal,123456789.00",
                "c_decimal,1e999999999",
                "c_decimal,1e-999999999",
                "c_decimal,0e999999999",
                "c_decimal,1e99999999999999999999",
                "c_decimal,'1e999999999'",
                "c_decimal,'NaN'",
                "c_decimal,''",
                "c_decimal,' 1'",
                "c_decimal,'\u0661\u0662'",
                "c_varchar,1",
                "c_varchar,true",
                "c_varchar,'\\ud800'",
                "c_varchar,'a\\udc00b'",
                "c_varchar,'\\ude00\\ud83d'",
                "c_date,'2026-02-29'",
                "c_date,'2026-1-31'",
                "c_date,'2026-01-31T00:00'",
                "c_date,20484",
                "c_timestamp,1.5",
                "c_timestamp,9223372036854775807",
                "c_timestamp,'2026-01-31'",
                "c_timestamp,'2026-01-31 12:00:00'",
                "c_timestamp,'2026-01-31T24:00:01'",
                "c_timestamp,'2026-01-31T12:00:60Z'",
                "c_timestamp,'2026-01-31T12:00:00+01:00[Europe/Berlin]'",
                "c_timestamp,'+999999999-12-31T23:59:59Z'",
                "c_timestamp,'-999999999-01-01T00:00:00+18:00'"
            })
    void a_value_that_does_not_fit_its_column_is_refused_by_name(String column, String value) {
        assertThatThrownBy(() -> read("{'" + column + "':" + value + "}"))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageStartingWith("Column '" + column + "' must be ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThanOrEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "'x'",
                "{",
                "}",
                "{'c_integer'}",
                "{'c_integer':}",
                "{'c_integer':1",
                "{'c_integer':1,}",
                "{'c_integer':01}",
                "{'c_integer':+1}",
                "{'c_double':.5}",
                "{'c_double':1.}",
                "{'c_double':NaN}",
                "{'c_double':Infinity}",
                "{'c_double':-Infinity}",
                "{'more':NaN}",
                "{'more':01}",
                "{c_integer:1}",
                "{'c_integer':1}{}",
                "{'c_integer':1} x",
                "{'c_integer':1}]",
                "{'c_integer':1}\0",
                "{/* comment */}",
                "{'c_varchar':'line\nbreak'}",
                "{'c_varchar':'\\x41'}",
                "{'c_varchar':'\\ud8'}",
                "\ufeff{}"
            })
    void what_is_not_one_json_object_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableRecordException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void a_column_given_twice_is_refused_even_with_the_same_value() {
        assertThatThrownBy(() -> read("{'c_integer':1,'c_integer':1}"))
                .hasMessage("Column 'c_integer' is given twice.");
        assertThatThrownBy(() -> read("{'c_integer':null,'c_\\u0069nteger':1}"))
                .hasMessage("Column 'c_integer' is given twice.");
        assertThat(read("{'more':1,'more':2,'c_integer':3}")[1]).isEqualTo(3);
    }

    @Test
    void a_record_is_utf_8_and_nothing_else() {
        String text = "{'c_varchar':'\u00e9\ud83d\ude00'}".replace('\'', '"');
        assertThat(reader().read(text.getBytes(StandardCharsets.UTF_8))[5]).isEqualTo("\u00e9\ud83d\ude00");
        assertThat(List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16))
                .allSatisfy(charset -> assertUnreadable(text.getBytes(charset)));
        assertUnreadable(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A lone continuation byte, a cut sequence, half a surrogate pair in three bytes, beyond the last code point. */
    @Test
    void broken_utf_8_is_refused() {
        int[][] broken = {{0x80}, {0xC3, 0x28}, {0xE2, 0x82}, {0xED, 0xA0, 0x80}, {0xF5, 0x80, 0x80, 0x80}, {0xFF}};
        for (int[] sequence : broken) {
            byte[] record = bytes("{'c_varchar':'" + "?".repeat(sequence.length) + "'}");
            for (int i = 0; i < sequence.length; i++) {
                record[record.length - 2 - sequence.length + i] = (byte) sequence[i];
            }
            assertUnreadable(record);
        }
    }

    @Test
    void a_tombstone_is_refused() {
        assertThatThrownBy(() -> reader().read(null)).hasMessage("The record has no value (a tombstone).");
        assertUnreadable(new byte[0]);
    }

    @Test
    void depth_and_size_are_bounded() {
        assertThat(read("{'more':" + "[".repeat(60) + "]".repeat(60) + "}")).containsOnlyNulls();
        assertUnreadable(bytes("{'more':" + "[".repeat(100) + "]".repeat(100) + "}"));
        assertUnreadable(bytes("{'more':" + "[".repeat(1_000_000)));
        assertUnreadable(bytes("{'c_bigint':" + "9".repeat(1_000_000) + "}"));
        assertUnreadable(bytes("{'c_decimal':" + "9".repeat(1_000_000) + "}"));
        assertUnreadable(bytes("{'c_double':0." + "9".repeat(1_000_000) + "}"));
        assertThatThrownBy(() -> reader().read(new byte[16 * 1024 * 1024 + 1]))
                .hasMessage("The record has 16777217 bytes; at most 16777216 are read.");
    }

    @Test
    void a_long_text_is_read_whole_and_quoted_in_part() {
        String text = "x".repeat(10_000_000);
        assertThat(read("{'c_varchar':'" + text + "'}")[5]).isEqualTo(text);
        assertThatThrownBy(() -> read("{'c_integer':'" + text + "'}"))
                .hasMessage("Column 'c_integer' must be INTEGER, but is '" + "x".repeat(80) + "...'.");
    }

    @Test
    void names_in_earlier_records_never_matter() {
        RecordReader reader = reader();
        for (int i = 0; i < 20_000; i++) {
            assertThat(reader.read(bytes("{'name_" + i + "':0,'c_integer':" + i + "}"))[1])
                    .isEqualTo(i);
        }
    }

    @Test
    void decimals_keep_their_exact_value_in_every_notation() {
        for (String number : List.of("12.5", "12.50", "12.500", "1.25e1", "1250E-2", "'12.5'", "'+12.5'", "'1.25e1'")) {
            assertThat(read("{'c_decimal':" + number + "}")[4]).as(number).isEqualTo(new BigDecimal("12.50"));
        }
        assertThat(read("{'c_decimal':-0.0}")[4]).isEqualTo(new BigDecimal("0.00"));
        assertThat(read("{'c_decimal':99999999.99}")[4]).isEqualTo(new BigDecimal("99999999.99"));
    }

    @Test
    void timestamps_are_utc_unless_they_say_otherwise() {
        for (String time : List.of(
                "1769860800000",
                "'2026-01-31T12:00'",
                "'2026-01-31T12:00:00Z'",
                "'2026-01-31t12:00:00.000z'",
                "'2026-01-31T13:30:00+01:30'",
                "'2026-01-31T12:00:00.000000999Z'")) {
            assertThat(read("{'c_timestamp':" + time + "}")[7]).as(time).isEqualTo(1_769_860_800_000_000L);
        }
    }

    private static void assertUnreadable(byte[] record) {
        assertThatThrownBy(() -> reader().read(record))
                .as(new String(Arrays.copyOf(record, Math.min(50, record.length)), StandardCharsets.ISO_8859_1))
                .isInstanceOf(UnreadableRecordException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThanOrEqualTo(200));
    }

    private static RecordReader reader() {
        return Datasets.fullReader();
    }

    /** Reads JSON written with single quotes. */
    private static @Nullable Object[] read(String text) {
        return reader().read(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
