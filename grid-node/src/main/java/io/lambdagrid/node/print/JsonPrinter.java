package io.lambdagrid.node.print;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One array, one object a line; numbers keep all their digits, times are ISO 8601 texts. */
final class JsonPrinter implements RowPrinter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final PrintWriter out;
    private List<String> columns = List.of();
    private long rows;

    JsonPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> newColumns) {
        columns = List.copyOf(newColumns);
        out.print("[");
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        out.print(rows++ == 0 ? "\n" : ",\n");
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i));
                write(json, values.get(i));
            }
            json.writeEndObject();
        }
    }

    @Override
    public void end() {
        out.print(rows == 0 ? "]\n" : "\n]\n");
        out.flush();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double fraction && Double.isFinite(fraction)) {
            json.writeNumber(fraction);
        } else {
            json.writeString(value.toString());
        }
    }
}
