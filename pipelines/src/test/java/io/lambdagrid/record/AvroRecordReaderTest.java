package io.lambdagrid.record;

import static io.lambdagrid.record.AvroRecords.column;
import static io.lambdagrid.record.AvroRecords.plain;
import static io.lambdagrid.record.AvroRecords.prefixed;
import static io.lambdagrid.record.AvroRecords.registered;
import static io.lambdagrid.record.AvroRecords.schema;
import static io.lambdagrid.record.AvroRecords.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.RecordFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvroRecordReaderTest {
    private static final String ORDERS = schema("{'name':'id','type':'long'}", "{'name':'country','type':'string'}");
    private static final Column ID = column("id", "BIGINT");
    private static final Column COUNTRY = column("country", "VARCHAR");

    private static ByteBuffer unscaled(String number) {
        return ByteBuffer.wrap(new BigInteger(number).toByteArray());
    }

    private static @Nullable Object[] read(Dataset dataset, byte @Nullable [] record) {
        return RecordReader.of(dataset).read(record);
    }

    private static void assertUnreadable(Dataset dataset, byte @Nullable [] record, String reason) {
        assertThatThrownBy(() -> read(dataset, record))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void a_record_becomes_a_row_in_the_order_of_the_columns() {
        byte[] record = write(
                AvroRecords.EVERY_TYPE,
                Map.of(
                        "c_boolean",
                        true,
                        "c_integer",
                        -1,
                        "more",
                        List.of(Map.of("x", 1L)),
                        "c_bigint",
                        5_000_000_000L,
                        "c_double",
                        0.5,
                        "c_decimal",
                        unscaled("1250"),
                        "c_varchar",
                        "x",
                        "c_date",
                        20484,
                        "c_timestamp",
                        1_769_860_800_000L));

        Dataset dataset = AvroRecords.everyType(new RecordFormat.Avro(AvroRecords.EVERY_TYPE));

        assertThat(read(dataset, record))
                .containsExactly(
                        true, -1, 5_000_000_000L, 0.5, new BigDecimal("12.50"), "x", 20484, 1_769_860_800_000_000L);
        assertThat(read(dataset, write(AvroRecords.EVERY_TYPE, Map.of()))).containsOnlyNulls();
    }

    @Test
    void columns_not_asked_for_stay_null_but_are_checked() {
        Dataset dataset = plain(ORDERS, ID, COUNTRY);
        RecordReader reader = RecordReader.of(dataset, BitSet.valueOf(new long[] {1}));

        assertThat(reader.read(new byte[] {14, 4, 'd', 'e'})).containsExactly(7L, null);
        assertThatThrownBy(() -> reader.read(new byte[] {14, 4, 'd', (byte) 0xff}))
                .hasMessage("Column 'country' is not UTF-8 text.");
    }

    @Test
    void a_column_may_be_filled_by_a_field_of_another_name_and_a_field_may_fill_several() {
        Dataset dataset = plain(
                schema("{'name':'orderId','type':'int'}"),
                new Column("id", ID.type(), "orderId", null),
                new Column("exact", column("exact", "DECIMAL(12,1)").type(), "orderId", null));

        assertThat(read(dataset, new byte[] {14})).containsExactly(7L, new BigDecimal("7.0"));
    }

    @Test
    void what_is_cut_off_or_goes_on_is_refused() {
        Dataset dataset = plain(ORDERS, ID, COUNTRY);
        byte[] record = write(ORDERS, Map.of("id", 1_000_000L, "country", "germany"));

        assertUnreadable(dataset, null, "The record has no value (a tombstone).");
        assertUnreadable(dataset, new byte[0], "ends within its Avro datum");
        for (int length = 1; length < record.length; length++) {
            assertUnreadable(dataset, Arrays.copyOf(record, length), "ends within its Avro datum");
        }
        assertUnreadable(dataset, Arrays.copyOf(record, record.length + 1), "Something follows the Avro datum.");
        assertUnreadable(dataset, new byte[16 * 1024 * 1024 + 1], "at most 16777216 are read");
    }

    @Test
    void a_length_that_lies_costs_no_memory() {
        byte[] twoGigabytes = {2, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 'x'};

        assertUnreadable(plain(ORDERS, ID, COUNTRY), twoGigabytes, "Cannot read strings longer than");
        assertUnreadable(plain(ORDERS, ID), twoGigabytes, "ends within its Avro datum");
        assertUnreadable(plain(ORDERS, ID, COUNTRY), new byte[] {2, 1}, "not a datum of its Avro schema");
    }

    @Test
    void fields_without_a_column_are_skipped_even_when_they_are_bombs() {
        Dataset dataset = plain(
                schema("{'name':'bomb','type':{'type':'array','items':'int'}}", "{'name':'id','type':'long'}"), ID);
        byte[] count = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0, 14};

        assertUnreadable(dataset, count, "Cannot read collections larger than");
        assertUnreadable(dataset, new byte[] {(byte) 0xfe, (byte) 0xff, 0x7f, 2, 0}, "ends within its Avro datum");
        assertThat(read(dataset, new byte[] {4, 2, 2, 0, 14})).containsExactly(7L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'double'; DOUBLE; NaN",
                "'double'; DOUBLE; Infinity",
                "'float'; DOUBLE; -Infinity",
                "{'type':'long','logicalType':'timestamp-millis'}; TIMESTAMP; 9223372036854775807",
                "{'type':'long','logicalType':'timestamp-millis'}; TIMESTAMP; -9223372036854775808",
                "{'type':'bytes','logicalType':'decimal','precision':4,'scale':2}; DECIMAL(4,2); 10000",
                "{'type':'bytes','logicalType':'decimal','precision':4,'scale':2}; DECIMAL(4,2); -10000"
            })
    void a_value_that_does_not_fit_its_column_is_refused_by_name(String type, String column, String value) {
        String text = schema("{'name':'x','type':" + type + "}");
        Object datum = type.contains("bytes")
                ? unscaled(value)
                : type.contains("float")
                        ? (Object) Float.valueOf(value)
                        : type.contains("double") ? (Object) Double.valueOf(value) : Long.valueOf(value);

        assertUnreadable(plain(text, column("x", column)), write(text, Map.of("x", datum)), "Column 'x' must be ");
    }

    @Test
    void times_of_every_unit_become_microseconds() {
        String text = schema(
                "{'name':'a','type':{'type':'long','logicalType':'timestamp-millis'}}",
                "{'name':'b','type':{'type':'long','logicalType':'timestamp-micros'}}",
                "{'name':'c','type':{'type':'long','logicalType':'timestamp-nanos'}}",
                "{'name':'d','type':{'type':'long','logicalType':'local-timestamp-micros'}}");
        Dataset dataset = plain(
                text,
                column("a", "TIMESTAMP"),
                column("b", "TIMESTAMP"),
                column("c", "TIMESTAMP"),
                column("d", "TIMESTAMP"));

        assertThat(read(dataset, write(text, Map.of("a", -1L, "b", -1L, "c", -1L, "d", Long.MAX_VALUE))))
                .containsExactly(-1000L, -1L, -1L, Long.MAX_VALUE);
    }

    @Test
    void decimals_are_exact_in_bytes_fixed_and_wider_columns() {
        String text = schema(
                "{'name':'a','type':{'type':'bytes','logicalType':'decimal','precision':4,'scale':1}}",
                "{'name':'b','type':{'type':'fixed','name':'F','size':8,'logicalType':'decimal','precision':12,"
                        + "'scale':2}}",
                "{'name':'c','type':'long'}");
        Dataset dataset =
                plain(text, column("a", "DECIMAL(10,3)"), column("b", "DECIMAL(12,2)"), column("c", "DECIMAL(19,0)"));
        byte[] fixed = ByteBuffer.allocate(8).putLong(-12_345).array();
        org.apache.avro.Schema schema = new org.apache.avro.Schema.Parser().parse(text);

        assertThat(read(
                        dataset,
                        write(
                                text,
                                Map.of(
                                        "a",
                                        unscaled("-9999"),
                                        "b",
                                        new org.apache.avro.generic.GenericData.Fixed(
                                                schema.getField("b").schema(), fixed),
                                        "c",
                                        Long.MIN_VALUE))))
                .containsExactly(new BigDecimal("-999.900"), new BigDecimal("-123.45"), new BigDecimal(Long.MIN_VALUE));
    }

    @Test
    void records_of_several_schemas_are_read_as_one() {
        String first = schema("{'name':'id','type':'int'}");
        String second = schema(
                "{'name':'country','type':'string'}",
                "{'name':'id','type':'long'}",
                "{'name':'note','type':['null','string'],'default':null}");
        String declared = schema(
                "{'name':'id','type':'long'}",
                "{'name':'land','aliases':['country'],'type':['null','string'],'default':null}");
        Dataset dataset = registered(
                declared, Map.of(7, first, 1_000_000, second), ID, new Column("country", COUNTRY.type(), "land", null));
        RecordReader reader = RecordReader.of(dataset);

        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(prefixed(7, write(first, Map.of("id", i))))).containsExactly((long) i, null);
            assertThat(reader.read(prefixed(1_000_000, write(second, Map.of("id", 5L, "country", "de", "note", "x")))))
                    .containsExactly(5L, "de");
            assertThatThrownBy(() -> reader.read(prefixed(8, new byte[] {2})))
                    .hasMessage("The record's schema id '8' is not known; add it to 'registry-schemas'.");
        }
    }

    @Test
    void a_record_without_the_prefix_is_refused() {
        Dataset dataset = registered(ORDERS, Map.of(1, ORDERS), ID);

        assertUnreadable(dataset, new byte[] {0, 0, 0, 1}, "byte 0 and the four bytes of a schema id");
        assertUnreadable(dataset, new byte[] {1, 0, 0, 0, 1, 2, 0}, "byte 0 and the four bytes of a schema id");
        assertUnreadable(dataset, prefixed(1, new byte[] {2, 0, 0}), "Something follows the Avro datum.");
        assertThat(read(dataset, prefixed(1, new byte[] {2, 0}))).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "'int'; VARCHAR; Column 'x' is VARCHAR, but field 'x' of 'avro-schema' is int.",
                "'long'; INTEGER; is long",
                "'long'; DOUBLE; is long",
                "'long'; TIMESTAMP; is long",
                "'long'; DECIMAL(18,0); is long",
                "'double'; DECIMAL(18,2); is double",
                "'bytes'; VARCHAR; is bytes",
                "'bytes'; DECIMAL(18,2); is bytes",
                "['null','int','string']; VARCHAR; is a union of null and int and string",
                "['null']; VARCHAR; is a union of null",
                "{'type':'long','logicalType':'timestamp-millis'}; BIGINT; is long (timestamp-millis)",
                "{'type':'int','logicalType':'time-millis'}; INTEGER; is int (time-millis)",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}; DECIMAL(9,2); is bytes (decimal(9,3))",
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}; DECIMAL(8,2); is bytes (decimal(9,2))",
                "{'type':'array','items':'null'}; VARCHAR; an array whose items take no bytes (null)",
                "{'type':'array','items':{'type':'record','name':'E','fields':[]}}; VARCHAR; take no bytes (record)",
                "['null','Event']; VARCHAR; contains type 'Event' within itself",
                "'unheard-of'; VARCHAR; is not an Avro schema"
            })
    void what_cannot_work_is_refused_when_it_is_declared(String type, String column, String reason) {
        Dataset dataset = plain(schema("{'name':'x','type':" + type + "}"), column("x", column));

        assertThatThrownBy(() -> RecordReader.check(dataset))
                .isInstanceOf(GridException.class)
                .hasMessageStartingWith("LG-111  ")
                .hasMessageContaining(reason);
    }

    @Test
    void a_column_without_a_field_and_a_schema_without_an_end_are_refused() {
        assertThatThrownBy(() -> RecordReader.check(plain(ORDERS, column("amount", "BIGINT"))))
                .hasMessage("LG-111  Column 'amount' has no field 'amount' in 'avro-schema'. Add the field there, or"
                        + " name another one with 'field:'.");
        String deep = "{'type':'array','items':".repeat(100) + "'int'" + "}".repeat(100);
        assertThatThrownBy(() -> RecordReader.check(
                        plain(schema("{'name':'id','type':'long'}", "{'name':'deep','type':" + deep + "}"), ID)))
                .hasMessageContaining("'avro-schema' is nested deeper than 64 levels.");
        String endless = "{\"type\":\"array\",\"items\":".repeat(100_000);
        assertThatThrownBy(() -> RecordReader.check(plain(endless, ID))).isInstanceOf(GridException.class);
        assertThatThrownBy(() -> RecordReader.check(plain("\"long\"", ID)))
                .hasMessageContaining("'avro-schema' must be of type 'record', but is 'long'.");
    }

    @Test
    void schemas_that_do_not_resolve_or_mean_something_else_are_refused_when_they_are_declared() {
        assertThatThrownBy(() -> RecordReader.check(
                        registered(ORDERS, Map.of(3, schema("{'name':'id','type':'long'}")), ID, COUNTRY)))
                .hasMessageStartingWith("LG-111  Schema 3 of 'registry-schemas' cannot be read as 'avro-schema': ")
                .hasMessageContaining("reader field missing default value at '/fields/1': country");
        String millis = schema("{'name':'at','type':{'type':'long','logicalType':'timestamp-millis'}}");
        String micros = schema("{'name':'at','type':{'type':'long','logicalType':'timestamp-micros'}}");
        assertThatThrownBy(() -> RecordReader.check(registered(millis, Map.of(4, micros), column("at", "TIMESTAMP"))))
                .hasMessageStartingWith("LG-111  Schema 4 of 'registry-schemas' has field 'at' as long"
                        + " (timestamp-micros), but 'avro-schema' as long (timestamp-millis).");
        String cents = schema("{'name':'x','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':2}}");
        String mills = schema("{'name':'x','type':{'type':'bytes','logicalType':'decimal','precision':9,'scale':3}}");
        assertThatThrownBy(() -> RecordReader.check(registered(cents, Map.of(5, mills), column("x", "DECIMAL(12,2)"))))
                .hasMessageContaining("as bytes (decimal(9,3)), but 'avro-schema' as bytes (decimal(9,2))");
    }
}
