package io.lambdagrid.node.shell;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.SqlResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What there is to query, with its columns; asked for again when it is some seconds old. While the grid does not
 * answer, what was known last is good enough.
 */
final class GridNames {
    private static final Duration LONGEST_KNOWN = Duration.ofSeconds(5);

    private static final String COLUMNS = """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' ORDER BY table_name, ordinal_position""";

    /** Names for the grid's own use. */
    private static final Pattern INTERNAL = Pattern.compile(".*__(?:parts|all|bases)");

    private final LambdaGrid grid;
    private final LongSupplier nanoClock;
    private Map<String, List<String>> columnsByTable = Map.of();
    private long askedAtNanos;

    GridNames(LambdaGrid grid, LongSupplier nanoClock) {
        this.grid = grid;
        this.nanoClock = nanoClock;
    }

    /** Returns the columns, in their order, of everything that may stand in FROM. */
    Map<String, List<String>> columnsByTable() {
        if (columnsByTable.isEmpty() || nanoClock.getAsLong() - askedAtNanos > LONGEST_KNOWN.toNanos()) {
            ask();
        }
        return columnsByTable;
    }

    private void ask() {
        Map<String, List<String>> found = new TreeMap<>();
        try (SqlResult result = grid.sql(COLUMNS)) {
            result.forEach(row -> {
                if (!INTERNAL.matcher(row.text("table_name")).matches()) {
                    found.computeIfAbsent(row.text("table_name"), table -> new ArrayList<>())
                            .add(row.text("column_name"));
                }
            });
            columnsByTable = found;
            askedAtNanos = nanoClock.getAsLong();
        } catch (LambdaGridException e) {
            // Tab is no place for complaints; the next statement makes them.
        }
    }
}
