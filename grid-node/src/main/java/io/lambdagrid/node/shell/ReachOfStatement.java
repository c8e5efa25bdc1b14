package io.lambdagrid.node.shell;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.sql.ReadQuery;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which views a statement asks, and how far they reach. */
final class ReachOfStatement {
    private static final String TELLING_OF_THE_GRID = "lambda_";

    private final LambdaGrid grid;

    ReachOfStatement(LambdaGrid grid) {
        this.grid = grid;
    }

    /**
     * Returns how far the views reach that a statement asks; an answer read afterwards reaches at least as far. Empty
     * when it asks none, or is more than one plain query: then nothing is known.
     */
    List<ViewReach> of(String statement) {
        List<ViewReach> reaches = new ArrayList<>();
        for (String table : tables(statement)) {
            if (!table.startsWith(TELLING_OF_THE_GRID)) {
                ViewReach.Parts parts = ViewReach.Parts.ofTable(table);
                String view = parts.view(table);
                try {
                    reaches.add(new ViewReach(view, parts, grid.view(view).freshness()));
                } catch (LambdaGridException e) {
                    // The statement itself is about to say so in its own words.
                    return List.of();
                }
            }
        }
        return reaches;
    }

    private static Set<String> tables(String statement) {
        try {
            return ReadQuery.parse(statement).tables();
        } catch (GridException e) {
            return Set.of();
        }
    }
}
