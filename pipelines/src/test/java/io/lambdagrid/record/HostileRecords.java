package io.lambdagrid.record;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Records such as no producer should write, and among them some that are sound. */
public final class HostileRecords {
    /** What is wrong with a record. */
    public enum Kind {
        TOMBSTONE,
        EMPTY,
        TEN_MEGABYTES,
        DEEP,
        BAD_UTF_8,
        GIVEN_TWICE,
        NOT_A_NUMBER,
        HUGE_NUMBER,
        CUT_OFF,
        GOES_ON,
        WRONG_TYPE,
        YEARS_OFF,
        FLIPPED_BYTES,
        RANDOM_BYTES,
        LYING_LENGTH,
        NOTHING
    }

    /** JSON, with a column of each type. */
    public static final Dataset JSON = Datasets.EVERY_TYPE;

    /** The same in Avro, all records of one schema. */
    public static final Dataset AVRO = AvroRecords.everyType(new RecordFormat.Avro(AvroRecords.EVERY_TYPE));

    /** The same in Avro, with the ids of two schemas. */
    public static final Dataset REGISTERED_AVRO = AvroRecords.everyType(new RecordFormat.RegisteredAvro(
            AvroRecords.EVERY_TYPE, new TreeMap<>(Map.of(1, AvroRecords.EVERY_TYPE, 2, AvroRecords.EVERY_TYPE))));

    private static final int TEN_MEGABYTES = 10 << 20;
    private static final List<String> TIMES = List.of(
            "-1",
            "0",
            "1970",
            "1e18",
            "253402300800000",
            "9223372036854775",
            "9223372036854776",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "\"1970-01-01T00:00\"",
            "\"2262-04-11T23:47:16.854775808Z\"",
            "\"0000-01-01T00:00\"",
            "\"-0001-12-31T23:59:59Z\"",
            "\"+292278994-08-17T07:12:55.807Z\"",
            "\"+294247-01-10T04:00:54.775807Z\"",
            "\"+294247-01-10T04:00:54.775808Z\"",
            "\"+999999999-12-31T23:59:59.999999999Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"-999999999-01-01T00:00:00+18:00\"",
            "\"9999-99-99T99:99\"");
    private static final List<Long> LONGS =
            List.of(-1L, 0L, 1970L, 253_402_300_800_000L, 9_223_372_036_854_775L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final String[] COLUMNS = {
        "c_boolean", "c_integer", "c_bigint", "c_double", "c_decimal", "c_varchar", "c_date", "c_timestamp", "more"
    };
    private static final String[] FITTING = {
        "true", "-7", "5000000000", "0.1", "12.5", "\"x\"", "\"2026-01-31\"", "1769860800000", "[{\"x\":1}]"
    };
    private static final String[] STRANGE = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "\"\"",
        "\"1\"",
        "[]",
        "{}",
        "[[1]]",
        "{\"c_integer\":1}",
        "2147483648",
        "9223372036854775808",
        "\"2026-02-30\"",
        "\"\\ud800\"",
        "\"\\u0000\""
    };

    private final Schema schema = new Schema.Parser().parse(AvroRecords.EVERY_TYPE);
    private final RandomGenerator random;

    public HostileRecords(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a kind; those that cost megabytes are rare. */
    public Kind kind() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return kind == Kind.TEN_MEGABYTES && random.nextInt(400) > 0 ? Kind.NOTHING : kind;
    }

    /** Returns a record of one of the datasets here. */
    public byte @Nullable [] record(Dataset dataset, Kind kind) {
        if (dataset.format() instanceof RecordFormat.Json) {
            return json(kind);
        }
        byte @Nullable [] datum = avro(kind);
        if (datum == null || dataset.format() instanceof RecordFormat.Avro) {
            return datum;
        }
        int id = random.nextInt(20) == 0 ? random.nextInt() : 1 + random.nextInt(2);
        byte[] record = AvroRecords.prefixed(id, datum);
        return random.nextInt(50) == 0 ? Arrays.copyOf(record, random.nextInt(6)) : record;
    }

    private byte @Nullable [] json(Kind kind) {
        return switch (kind) {
            case TOMBSTONE -> null;
            case EMPTY -> new byte[0];
            case TEN_MEGABYTES -> large();
            case DEEP -> bytes("{\"" + column() + "\":" + opened(1 + random.nextInt(3000)));
            case BAD_UTF_8 -> withBrokenText(bytes(object("c_varchar", "\"?????\"")));
            case GIVEN_TWICE -> bytes(object("c_integer", "1,\"" + column() + "\":" + FITTING[random.nextInt(8)]));
            case NOT_A_NUMBER -> bytes(object(column(), pick("NaN", "Infinity", "-Infinity", "\"NaN\"", "1e999")));
            case HUGE_NUMBER -> bytes(object(column(), hugeNumber()));
            case CUT_OFF -> cut(sound());
            case GOES_ON -> joined(sound(), bytes(pick("{}", " x", "]", "\0", ",", "\n")));
            case WRONG_TYPE -> bytes(object(column(), STRANGE[random.nextInt(STRANGE.length)]));
            case YEARS_OFF -> bytes(object(pick("c_timestamp", "c_date"), TIMES.get(random.nextInt(TIMES.size()))));
            case FLIPPED_BYTES -> flipped(sound());
            case RANDOM_BYTES -> randomBytes();
            case LYING_LENGTH -> bytes(object("c_varchar", "\"\\u00" + pick("4", "zz", "\"")));
            case NOTHING -> sound();
        };
    }

    private byte[] sound() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < COLUMNS.length; i++) {
            if (random.nextInt(4) > 0) {
                text.append(text.length() > 1 ? "," : "")
                        .append('"')
                        .append(COLUMNS[i])
                        .append("\":");
                text.append(FITTING[i]);
            }
        }
        return bytes(text.append('}').toString());
    }

    private String object(String column, String value) {
        return "{\"c_boolean\":true,\"" + column + "\":" + value + ",\"more\":1}";
    }

    private byte[] large() {
        String filling = pick("x", "\\u0041", "9", "[", "\u00e9").repeat(TEN_MEGABYTES / 6);
        String value = random.nextBoolean() ? filling : "\"" + filling + "\"";
        return random.nextInt(4) == 0 ? new byte[TEN_MEGABYTES * 2] : bytes(object(column(), value));
    }

    private String hugeNumber() {
        String digits = pick("9", "1", "0").repeat(1 + random.nextInt(3000));
        return pick("", "-")
                + pick("1", "9." + digits, "1" + digits, "0." + digits)
                + pick("", "e" + digits, "e-999999999", "E+2147483648", "e99999999999999999999");
    }

    private String opened(int depth) {
        return pick("[", "{\"a\":").repeat(depth) + pick("", "]".repeat(depth) + "}", "1" + "}".repeat(depth + 1));
    }

    private byte @Nullable [] avro(Kind kind) {
        return switch (kind) {
            case TOMBSTONE -> null;
            case EMPTY -> new byte[0];
            case TEN_MEGABYTES ->
                random.nextBoolean()
                        ? datum(Map.of("c_varchar", "x".repeat(TEN_MEGABYTES)))
                        : datum(Map.of("c_decimal", ByteBuffer.wrap(new byte[TEN_MEGABYTES])));
            case DEEP -> bomb();
            case BAD_UTF_8 -> withBrokenText(datum(Map.of("c_varchar", "?????")));
            case GIVEN_TWICE -> withFirstByte((byte) random.nextInt());
            case NOT_A_NUMBER ->
                datum(Map.of("c_double", pick(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
            case HUGE_NUMBER -> datum(Map.of("c_decimal", ByteBuffer.wrap(someBytes(random.nextInt(100)))));
            case CUT_OFF -> cut(datum(Map.of()));
            case GOES_ON -> joined(datum(Map.of()), someBytes(1 + random.nextInt(9)));
            case WRONG_TYPE -> someBytes(random.nextInt(30));
            case YEARS_OFF ->
                datum(Map.of(
                        "c_timestamp", LONGS.get(random.nextInt(LONGS.size())),
                        "c_date", pick(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE)));
            case FLIPPED_BYTES -> flipped(datum(Map.of()));
            case RANDOM_BYTES -> randomBytes();
            case LYING_LENGTH -> lyingLength();
            case NOTHING -> datum(Map.of());
        };
    }

    private byte[] datum(Map<String, Object> certain) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "c_boolean",
                true,
                "c_integer",
                -7,
                "more",
                List.of(Map.of("x", 1L, "y", "text")),
                "c_bigint",
                5_000_000_000L,
                "c_double",
                0.1,
                "c_decimal",
                ByteBuffer.wrap(new byte[] {4, -30}),
                "c_varchar",
                "text",
                "c_date",
                20484,
                "c_timestamp",
                1_769_860_800_000L));
        fields.keySet().removeIf(field -> random.nextInt(4) == 0);
        fields.putAll(certain);
        return AvroRecords.write(schema, fields);
    }

    private byte[] withFirstByte(byte first) {
        byte[] datum = datum(Map.of());
        datum[0] = first;
        return datum;
    }

    /** An array, or blocks of one, of more items than there are bytes. */
    private byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0});
        for (int i = random.nextInt(2000); i >= 0; i--) {
            writeLong(bytes, random.nextBoolean() ? random.nextInt() : random.nextLong());
        }
        return bytes.toByteArray();
    }

    private byte[] lyingLength() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Everything is null up to the text, whose length follows.
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 2});
        writeLong(bytes, pick(Long.MAX_VALUE, -1L, (long) Integer.MAX_VALUE, Integer.MAX_VALUE - 8L, 1000L));
        bytes.writeBytes(someBytes(random.nextInt(20)));
        return bytes.toByteArray();
    }

    private static void writeLong(ByteArrayOutputStream bytes, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private byte[] randomBytes() {
        byte[] record = someBytes(random.nextInt(200));
        if (record.length > 0 && random.nextBoolean()) {
            record[0] = '{';
        }
        return record;
    }

    private byte[] someBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped(byte[] record) {
        for (int i = 1 + random.nextInt(3); i > 0 && record.length > 0; i--) {
            record[random.nextInt(record.length)] = (byte) random.nextInt();
        }
        return record;
    }

    private byte[] cut(byte[] record) {
        return Arrays.copyOf(record, random.nextInt(record.length + 1));
    }

    /** Puts bytes of which UTF-8 never has every other where the question marks are. */
    private byte[] withBrokenText(byte[] record) {
        boolean never = true;
        for (int i = 0; i < record.length; i++) {
            if (record[i] == '?') {
                record[i] = (byte) (never ? 0xff : 0x80 | random.nextInt(0x80));
                never = !never;
            }
        }
        return record;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private String column() {
        return COLUMNS[random.nextInt(COLUMNS.length)];
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
