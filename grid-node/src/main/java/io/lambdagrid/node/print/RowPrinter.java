package io.lambdagrid.node.print;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows one after the other: the columns first, then each row, then the end. */
public interface RowPrinter {
    void begin(List<String> columns) throws IOException;

    /** Prints values in the order of the columns; null is NULL. */
    void row(List<@Nullable Object> values) throws IOException;

    void end() throws IOException;
}
