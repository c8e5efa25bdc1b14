package io.lambdagrid.node.command;

import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How rows are to be printed. */
final class FormatOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
    private ResultFormat format = ResultFormat.TABLE;

    ResultFormat chosen() {
        return format;
    }

    /** Returns whether a person reads it, who may be told more than the rows. */
    boolean isTable() {
        return format == ResultFormat.TABLE;
    }

    RowPrinter printer(PrintWriter out) {
        return format.printer(out);
    }
}
