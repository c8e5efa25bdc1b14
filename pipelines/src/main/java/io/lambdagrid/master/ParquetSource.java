package io.lambdagrid.master;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Reads Parquet files of other programs. Times become ISO 8601 texts to the microsecond, decimals plain numbers. */
final class ParquetSource implements ImportSource {
    /** The Julian day of 1970-01-01, from which the outdated INT96 times count. */
    private static final long JULIAN_EPOCH_DAY = 2_440_588;

    private final ParquetReader<Group> reader;

    ParquetSource(Path file, Configuration configuration) throws IOException {
        this.reader = ParquetReader.builder(new GroupReadSupport(), file)
                .withConf(configuration)
                .build();
    }

    @Override
    public @Nullable ImportedRecord next() throws IOException {
        Group row = reader.read();
        if (row == null) {
            return null;
        }
        try {
            return new ImportedRecord(JsonDocument.of(json -> write(json, row)), null);
        } catch (CharacterCodingException e) {
            return new ImportedRecord(new byte[0], "The record has a text that is not UTF-8.");
        }
    }

    private static void write(JsonGenerator json, Group row) throws IOException {
        json.writeStartObject();
        GroupType type = row.getType();
        for (int i = 0; i < type.getFieldCount(); i++) {
            if (type.getType(i).isPrimitive() && row.getFieldRepetitionCount(i) == 1) {
                json.writeFieldName(type.getFieldName(i));
                write(json, row, i, type.getType(i).asPrimitiveType());
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Group row, int field, PrimitiveType type) throws IOException {
        switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> json.writeBoolean(row.getBoolean(field, 0));
            case FLOAT -> json.writeNumber((double) row.getFloat(field, 0));
            case DOUBLE -> json.writeNumber(row.getDouble(field, 0));
            case INT32 -> writeWhole(json, row.getInteger(field, 0), type.getLogicalTypeAnnotation());
            case INT64 -> writeWhole(json, row.getLong(field, 0), type.getLogicalTypeAnnotation());
            case INT96 -> {
                NanoTime time = NanoTime.fromBinary(row.getInt96(field, 0));
                json.writeString(LocalDate.ofEpochDay(time.getJulianDay() - JULIAN_EPOCH_DAY)
                        .atStartOfDay()
                        .plusNanos(time.getTimeOfDayNanos())
                        .toString());
            }
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                writeBytes(json, row.getBinary(field, 0).getBytes(), type.getLogicalTypeAnnotation());
        }
    }

    private static void writeWhole(JsonGenerator json, long value, @Nullable LogicalTypeAnnotation logical)
            throws IOException {
        if (logical instanceof DateLogicalTypeAnnotation) {
            json.writeString(LocalDate.ofEpochDay(value).toString());
        } else if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            json.writeNumber(BigDecimal.valueOf(value, decimal.getScale()));
        } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            long perSecond = switch (timestamp.getUnit()) {
                case MILLIS -> 1_000L;
                case MICROS -> 1_000_000L;
                case NANOS -> 1_000_000_000L;
            };
            int nanos = (int) (Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond));
            json.writeString(LocalDateTime.ofEpochSecond(Math.floorDiv(value, perSecond), nanos, ZoneOffset.UTC)
                    .toString());
        } else {
            json.writeNumber(value);
        }
    }

    private static void writeBytes(JsonGenerator json, byte[] bytes, @Nullable LogicalTypeAnnotation logical)
            throws IOException {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            json.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
        } else {
            json.writeString(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
