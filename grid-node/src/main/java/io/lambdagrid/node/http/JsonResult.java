package io.lambdagrid.node.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.lambdagrid.client.Column;
import io.lambdagrid.client.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** One object: the columns, the rows as lists, and at the end whether that is all, and how far it reaches. */
final class JsonResult implements ResultWriter {
    private final JsonGenerator json;
    private long rows;

    JsonResult(OutputStream out) {
        try {
            this.json = Json.MAPPER.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        json.writeStartObject();
        json.writePOJOField("columns", columns);
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(Row row) throws IOException {
        rows++;
        json.writeRaw(rows == 1 ? "\n" : "");
        json.writeStartArray();
        for (int i = 0; i < row.columns().size(); i++) {
            ResultValue.write(json, row.value(i));
        }
        json.writeEndArray();
        json.writeRaw('\n');
    }

    @Override
    public void end(List<FreshnessAnswer> freshness) throws IOException {
        json.writeEndArray();
        json.writeNumberField("row_count", rows);
        json.writeBooleanField("complete", true);
        json.writePOJOField("freshness", freshness);
        json.writeEndObject();
        json.close();
    }

    @Override
    public boolean fail(ProblemAnswer problem) throws IOException {
        json.writeEndArray();
        json.writeNumberField("row_count", rows);
        json.writeBooleanField("complete", false);
        json.writePOJOField("error", problem);
        json.writeEndObject();
        json.close();
        return true;
    }
}
