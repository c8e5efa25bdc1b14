package io.lambdagrid.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object a record, field by field, without building a tree.
 *
 * <p>A field fills the columns that name it; a column without a field is NULL; fields without a column are skipped, but
 * must be JSON. A column that is given twice makes the record unreadable: which of the two counts would be a guess.
 */
final class JsonRecordReader implements RecordReader {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(RecordBytes.MAX)
                    .maxStringLength(RecordBytes.MAX)
                    .build())
            // A record is UTF-8, and nothing else is guessed.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // Would refuse a record for the names in the records before it; then the layers might not decide alike.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // Names come from outside, and there is no end of them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final List<Column> columns;
    private final BitSet wanted;
    private final Map<String, List<Integer>> columnsByField = new HashMap<>();

    JsonRecordReader(Dataset dataset, BitSet wanted) {
        this.columns = dataset.columns();
        this.wanted = (BitSet) wanted.clone();
        for (int i = 0; i < columns.size(); i++) {
            columnsByField
                    .computeIfAbsent(columns.get(i).field(), field -> new ArrayList<>())
                    .add(i);
        }
    }

    @Override
    public @Nullable Object[] read(byte @Nullable [] value) {
        try (JsonParser parser = JSON.createParser(RecordBytes.require(value))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableRecordException("The record is not a JSON object.");
            }
            @Nullable Object[] row = readObject(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableRecordException("Something follows the JSON object.");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw new UnreadableRecordException("The record is not JSON: " + Excerpt.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UnreadableRecordException(
                    "The record is not JSON: " + Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    private @Nullable Object[] readObject(JsonParser parser) throws IOException {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        BitSet seen = new BitSet(columns.size());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            List<Integer> filled = columnsByField.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (filled == null) {
                parser.skipChildren();
            } else {
                for (int index : filled) {
                    Column column = columns.get(index);
                    if (seen.get(index)) {
                        throw new UnreadableRecordException("Column '" + column.name() + "' is given twice.");
                    }
                    seen.set(index);
                    Object value = token == JsonToken.VALUE_NULL ? null : JsonValue.read(parser, column);
                    row[index] = wanted.get(index) ? value : null;
                }
            }
        }
        return row;
    }
}
