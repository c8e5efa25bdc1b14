package io.lambdagrid.node.http;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object a line for each row; a line with {@code $error} ends a result that is not whole. */
final class NdjsonResult implements ResultWriter {
    private final OutputStream out;

    NdjsonResult(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(List<Column> columns) {
        // Each line has the names.
    }

    @Override
    public void row(Row row) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.columns().size(); i++) {
            values.put(row.columns().get(i).name(), ResultValue.plain(row.value(i)));
        }
        line(values);
    }

    private void line(Object value) throws IOException {
        out.write(Json.bytes(value));
        out.write('\n');
    }

    @Override
    public void end(List<FreshnessAnswer> freshness) throws IOException {
        out.flush();
    }

    @Override
    public boolean fail(ProblemAnswer problem) throws IOException {
        line(Map.of("$error", problem));
        out.flush();
        return true;
    }
}
