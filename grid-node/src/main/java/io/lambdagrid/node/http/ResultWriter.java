package io.lambdagrid.node.http;

import io.lambdagrid.client.Column;
import io.lambdagrid.client.Row;
import java.io.IOException;
import java.util.List;

/** Writes rows while they come. */
interface ResultWriter {
    void begin(List<Column> columns) throws IOException;

    void row(Row row) throws IOException;

    /** Ends a result that is whole. */
    void end(List<FreshnessAnswer> freshness) throws IOException;

    /**
     * Ends a result that is not whole, after some of it has gone out.
     *
     * @return whether the form had a place to say so; if not, the connection has to break for it to be noticed
     */
    boolean fail(ProblemAnswer problem) throws IOException;
}
