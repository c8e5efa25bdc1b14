package io.lambdagrid.record;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro datasets, and records written by Avro's own writer. */
final class AvroRecords {
    /** A nullable field of each type that fills a column, named like the columns of {@link Datasets#EVERY_TYPE}. */
    static final String EVERY_TYPE = """
            {"type":"record","name":"Event","namespace":"shop","fields":[
              {"name":"c_boolean","type":["null","boolean"],"default":null},
              {"name":"c_integer","type":["null","int"],"default":null},
              {"name":"more","type":{"type":"array","items":{"type":"map","values":["null","string","long"]}},"default":[]},
              {"name":"c_bigint","type":["null","long"],"default":null},
              {"name":"c_double","type":["null","double"],"default":null},
              {"name":"c_decimal","type":["null",{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}],
               "default":null},
              {"name":"c_varchar","type":["null","string"],"default":null},
              {"name":"c_date","type":["null",{"type":"int","logicalType":"date"}],"default":null},
              {"name":"c_timestamp","type":["null",{"type":"long","logicalType":"timestamp-millis"}],"default":null}
            ]}""";

    private AvroRecords() {}

    static Dataset everyType(RecordFormat format) {
        return new Dataset("every_type", "every-type", format, Datasets.EVERY_TYPE.columns(), "c_timestamp", true);
    }

    static Dataset plain(String schema, Column... columns) {
        return new Dataset("events", "events", new RecordFormat.Avro(schema), List.of(columns), "at", true);
    }

    static Dataset registered(String schema, Map<Integer, String> writers, Column... columns) {
        return new Dataset(
                "events",
                "events",
                new RecordFormat.RegisteredAvro(schema, new TreeMap<>(writers)),
                List.of(columns),
                "at",
                true);
    }

    /** Returns a schema of one record with the given fields, as JSON. */
    static String schema(String... fields) {
        return "{\"type\":\"record\",\"name\":\"Event\",\"fields\":["
                + String.join(",", fields).replace('\'', '"') + "]}";
    }

    static Column column(String name, String type) {
        return new Column(name, ColumnType.parse(type).orElseThrow());
    }

    /** Writes a record; fields that are not given have their defaults. */
    static byte[] write(String schema, Map<String, Object> fields) {
        return write(new Schema.Parser().parse(schema), fields);
    }

    /** Writes a record; fields that are not given have their defaults. */
    static byte[] write(Schema schema, Map<String, Object> fields) {
        GenericRecord datum = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Object value = fields.containsKey(field.name())
                    ? fields.get(field.name())
                    : GenericData.get().getDefaultValue(field);
            datum.put(field.pos(), value);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(schema).write(datum, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] prefixed(int id, byte[] datum) {
        return ByteBuffer.allocate(5 + datum.length)
                .put((byte) 0)
                .putInt(id)
                .put(datum)
                .array();
    }
}
