package io.lambdagrid.node.shell;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.client.View;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.SqlRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What there is to query, and what it is made of. */
final class Descriptions {
    private static final String VIEWS = """
            SELECT "view", dataset, status, generation, lag_records AS "lag", fresh_to, key_columns AS "key"
            FROM lambda_views ORDER BY "view\"""";
    private static final String COLUMNS = """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_name = ? ORDER BY ordinal_position""";
    private static final String TELLING_OF_THE_GRID = "lambda_";

    private final LambdaGrid grid;
    private final PrintWriter out;

    Descriptions(LambdaGrid grid, PrintWriter out) {
        this.grid = grid;
        this.out = out;
    }

    void views() throws IOException {
        new SqlRunner(grid, out, ResultFormat.TABLE).run(VIEWS, () -> true);
        out.println("Each VIEW has its parts, VIEW_batch and VIEW_realtime. Of the grid itself tell lambda_views,");
        out.println("lambda_generations, lambda_partitions, lambda_rejected and lambda_differences.");
    }

    /** Prints the columns of a view, of one of its parts, or of what tells of the grid. */
    void columns(String name) throws IOException {
        if (name.startsWith(TELLING_OF_THE_GRID)) {
            print(columnsOfMapping(name), List.of());
        } else {
            View<Row> view = grid.view(ViewReach.Parts.ofTable(name).view(name));
            print(view.columns(), view.keyColumns());
        }
    }

    private List<Column> columnsOfMapping(String name) {
        List<Column> columns = new ArrayList<>();
        try (SqlResult result = grid.sql(COLUMNS, name)) {
            result.forEach(row -> columns.add(new Column(
                    SqlWords.column(row.text("column_name")),
                    row.text("data_type").replace('_', ' '))));
        }
        return columns;
    }

    private void print(List<Column> columns, List<String> key) throws IOException {
        if (columns.isEmpty()) {
            out.println("There is no such name; \\d lists what there is.");
            return;
        }
        RowPrinter table = ResultFormat.TABLE.printer(out);
        table.begin(List.of("column", "type", "key"));
        for (Column column : columns) {
            int place = key.indexOf(column.name()) + 1;
            table.row(List.of(column.name(), column.type(), place == 0 ? "" : String.valueOf(place)));
        }
        table.end();
    }
}
