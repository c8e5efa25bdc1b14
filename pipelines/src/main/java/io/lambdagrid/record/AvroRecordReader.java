package io.lambdagrid.record;

import io.lambdagrid.view.Column;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Avro datum a record with Avro's generic model, which never runs code that a schema names.
 *
 * <p>The declared columns decide what is read of a record and what is skipped, never the columns that are asked for. A
 * record has to end where its datum ends.
 */
final class AvroRecordReader implements RecordReader {
    private static final int PREFIX_BYTES = 5;

    private final List<Column> columns;
    private final BitSet wanted;
    private final AvroLayout layout;
    private final List<AvroValue> values;
    private final int[] positions;
    private final Map<Schema, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    AvroRecordReader(List<Column> columns, AvroLayout layout, BitSet wanted) {
        this.columns = columns;
        this.layout = layout;
        this.wanted = (BitSet) wanted.clone();
        this.values = columns.stream().map(layout::value).toList();
        this.positions = columns.stream()
                .mapToInt(column -> layout.readAs().getField(column.field()).pos())
                .toArray();
    }

    @Override
    public @Nullable Object[] read(byte @Nullable [] value) {
        byte[] bytes = RecordBytes.require(value);
        GenericRecord datum = layout.onlyWriter() == null
                ? datum(bytes, PREFIX_BYTES, writerOf(bytes))
                : datum(bytes, 0, layout.onlyWriter());
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            Object read = datum.get(positions[i]);
            Object checked = read == null ? null : values.get(i).read(read);
            row[i] = wanted.get(i) ? checked : null;
        }
        return row;
    }

    private Schema writerOf(byte[] bytes) {
        if (bytes.length < PREFIX_BYTES || bytes[0] != 0) {
            throw new UnreadableRecordException(
                    "The record does not begin with a byte 0 and the four bytes of a schema id.");
        }
        int id = ByteBuffer.wrap(bytes).getInt(1);
        Schema writer = layout.writersById().get(id);
        if (writer == null) {
            throw new UnreadableRecordException(
                    "The record's schema id '" + id + "' is not known; add it to 'registry-schemas'.");
        }
        return writer;
    }

    private GenericRecord datum(byte[] bytes, int from, Schema writer) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
        GenericRecord datum;
        boolean ends;
        try {
            datum = readers.computeIfAbsent(writer, this::reader).read(null, decoder);
            ends = decoder.isEnd();
        } catch (EOFException e) {
            throw new UnreadableRecordException("The record ends within its Avro datum.");
        } catch (IOException | RuntimeException e) {
            // Avro has no one exception for bytes that do not fit: an index out of range is one of several.
            throw new UnreadableRecordException(
                    "The record is not a datum of its Avro schema: " + Excerpt.of(String.valueOf(e.getMessage())));
        }
        if (!ends) {
            throw new UnreadableRecordException("Something follows the Avro datum.");
        }
        return datum;
    }

    private GenericDatumReader<GenericRecord> reader(Schema writer) {
        // No conversions: logical types are read by AvroValue. No second implementation behind a system property.
        GenericData generic = new GenericData();
        generic.setFastReaderEnabled(false);
        return new GenericDatumReader<>(writer, layout.readAs(), generic);
    }
}
