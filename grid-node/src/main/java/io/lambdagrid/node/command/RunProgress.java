package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.print.Words;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what a dataset's newest generation is at, and how much the archive still has to write before it. */
final class RunProgress implements Supplier<String> {
    private static final String NEWEST = """
            SELECT generation, state FROM lambda_generations WHERE dataset = ? ORDER BY generation DESC LIMIT 1""";
    private static final String ARCHIVE = """
            SELECT SUM(end_offset - archived) AS behind FROM lambda_partitions WHERE dataset = ?""";

    private final LambdaGrid grid;
    private final String dataset;

    RunProgress(LambdaGrid grid, String dataset) {
        this.grid = grid;
        this.dataset = dataset;
    }

    @Override
    public String get() {
        try (SqlResult newest = grid.sql(NEWEST, dataset);
                SqlResult archive = grid.sql(ARCHIVE, dataset)) {
            Iterator<Row> rows = newest.iterator();
            if (!rows.hasNext()) {
                return "requested";
            }
            Row row = rows.next();
            long behind = archive.stream()
                    .findFirst()
                    .flatMap(sum -> sum.value("behind", Long.class))
                    .orElse(0L);
            return "generation " + row.longValue("generation") + " "
                    + row.text("state").toLowerCase(Locale.ROOT)
                    + (behind > 0 ? ", archive " + Words.count(behind, "record") + " behind" : "");
        } catch (LambdaGridException e) {
            // The wait itself goes on, and tells when that ends.
            return "the cluster does not answer";
        }
    }
}
