package io.lambdagrid.node.print;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs statements and prints what they answer. */
public final class SqlRunner {
    private final LambdaGrid grid;
    private final PrintWriter out;
    private final ResultFormat format;

    public SqlRunner(LambdaGrid grid, PrintWriter out, ResultFormat format) {
        this.grid = grid;
        this.out = out;
        this.format = format;
    }

    /**
     * Runs one statement.
     *
     * @param goOn asked before each row; the query ends when it says no
     * @param arguments one for each {@code ?}
     * @return how many rows were printed; -1 for a statement that answers no rows
     */
    public long run(String statement, BooleanSupplier goOn, @Nullable Object... arguments) throws IOException {
        try (SqlResult result = grid.sql(statement, arguments)) {
            List<String> columns = result.columns().stream().map(Column::name).toList();
            if (columns.isEmpty()) {
                return -1;
            }
            RowPrinter printer = format.printer(out);
            printer.begin(columns);
            long rows = 0;
            for (Iterator<Row> rest = result.iterator(); goOn.getAsBoolean() && rest.hasNext(); rows++) {
                printer.row(values(rest.next(), columns.size()));
            }
            printer.end();
            return rows;
        }
    }

    private static List<@Nullable Object> values(Row row, int width) {
        List<@Nullable Object> values = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            values.add(row.value(i));
        }
        return values;
    }
}
