package io.lambdagrid.master;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV whose first line names the fields of a record. A field becomes the JSON value that its column's type wants,
 * when it looks like one, and a text when not, which the reader of records then refuses.
 */
final class CsvSource implements ImportSource {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DATE_BLANK_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:.*)");

    private final CsvParser parser;
    private final Map<String, ColumnType> types;
    private final List<String> header;

    CsvSource(InputStream in, Dataset dataset) throws IOException {
        this.types = dataset.columns().stream()
                .collect(Collectors.toMap(Column::field, Column::type, (first, other) -> first));
        InputStreamReader text = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        this.parser = CsvFactory.builder()
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .createParser(text);
        List<String> first = fields();
        this.header = first == null ? List.of() : withoutMark(first);
    }

    /** Some programs begin a file with a mark that says it is UTF-8. */
    private static List<String> withoutMark(List<String> names) {
        List<String> plain = new ArrayList<>(names);
        plain.set(0, plain.get(0).replaceAll("^\\uFEFF", ""));
        return plain;
    }

    private @Nullable List<String> fields() throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            fields.add(parser.getText());
        }
        return fields;
    }

    @Override
    public @Nullable ImportedRecord next() throws IOException {
        List<String> fields = fields();
        if (fields == null) {
            return null;
        }
        if (fields.size() != header.size()) {
            byte[] raw = JsonDocument.of(json -> json.writeArray(fields.toArray(new String[0]), 0, fields.size()));
            return new ImportedRecord(
                    raw, "The line has " + fields.size() + " fields, but the first line has " + header.size() + ".");
        }
        return new ImportedRecord(JsonDocument.of(json -> write(json, fields)), null);
    }

    private void write(JsonGenerator json, List<String> fields) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < fields.size(); i++) {
            json.writeFieldName(header.get(i));
            write(json, types.get(header.get(i)), fields.get(i));
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable ColumnType type, String field) throws IOException {
        if (field.isEmpty()) {
            json.writeNull();
            return;
        }
        if (type == null) {
            json.writeString(field);
            return;
        }
        switch (type.kind()) {
            case BOOLEAN -> writeIf(json, field.equals("true") || field.equals("false"), field);
            case INTEGER, BIGINT, DOUBLE -> writeIf(json, NUMBER.matcher(field).matches(), field);
            case TIMESTAMP -> {
                if (WHOLE_NUMBER.matcher(field).matches()) {
                    json.writeRawValue(field);
                } else {
                    json.writeString(DATE_BLANK_TIME.matcher(field).replaceFirst("$1T$2"));
                }
            }
            case DECIMAL, VARCHAR, DATE -> json.writeString(field);
        }
    }

    private static void writeIf(JsonGenerator json, boolean literal, String field) throws IOException {
        if (literal) {
            json.writeRawValue(field);
        } else {
            json.writeString(field);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
