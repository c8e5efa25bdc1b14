package io.lambdagrid.node.print;

import java.io.PrintWriter;

/** The forms in which rows are printed. */
public enum ResultFormat {
    /** Aligned columns, for people. */
    TABLE,
    /** Comma-separated values as in RFC 4180, with a header line; NULL is an empty field. */
    CSV,
    /** One array of objects. */
    JSON;

    /** Returns what prints one result. */
    public RowPrinter printer(PrintWriter out) {
        return switch (this) {
            case TABLE -> new TablePrinter(out);
            case CSV -> new CsvPrinter(out);
            case JSON -> new JsonPrinter(out);
        };
    }
}
