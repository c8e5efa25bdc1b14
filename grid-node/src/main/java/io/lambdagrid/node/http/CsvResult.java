package io.lambdagrid.node.http;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.Row;
import io.lambdagrid.node.csv.CsvField;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 4180 with line feeds, the names of the columns first. */
final class CsvResult implements ResultWriter {
    private final Writer out;

    CsvResult(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    @Override
    public void begin(List<Column> columns) throws IOException {
        String separator = "";
        for (Column column : columns) {
            out.write(separator + CsvField.of(column.name()));
            separator = ",";
        }
        out.write("\n");
    }

    @Override
    public void row(Row row) throws IOException {
        for (int i = 0; i < row.columns().size(); i++) {
            out.write((i == 0 ? "" : ",") + CsvField.of(row.value(i)));
        }
        out.write("\n");
    }

    @Override
    public void end(List<FreshnessAnswer> freshness) throws IOException {
        out.flush();
    }

    @Override
    public boolean fail(ProblemAnswer problem) {
        return false;
    }
}
