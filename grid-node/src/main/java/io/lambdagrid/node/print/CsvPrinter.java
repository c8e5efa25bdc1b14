package io.lambdagrid.node.print;

import io.lambdagrid.node.csv.CsvField;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with line feeds. NULL is an empty field, an empty text is {@code ""}. */
final class CsvPrinter implements RowPrinter {
    private final PrintWriter out;

    CsvPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) {
        row(List.copyOf(columns));
    }

    @Override
    public void row(List<@Nullable Object> values) {
        out.print(values.stream().map(CsvField::of).collect(Collectors.joining(",")) + "\n");
    }

    @Override
    public void end() {
        out.flush();
    }
}
