package io.lambdagrid.stack;

/**
 * What can go wrong with a local stack. The numbers are apart from those of the grid itself, in {@code GridError},
 * which this module does not know; they are kept for ever.
 */
public enum StackError {
    /** The jars of the servers are not where they are looked for. */
    JARS_MISSING(901),
    /** A server has ended while it started, or could not be started at all. */
    SERVER_FAILED(902),
    /** A server was not ready in time, or its start was interrupted. */
    SERVER_NOT_READY(903),
    /** The data folder belongs to a stack that is running. */
    FOLDER_IN_USE(904),
    /** The file with the ports of a data folder cannot be understood. */
    PORTS_UNREADABLE(905),
    /** No port is free. */
    NO_FREE_PORT(906),
    /** The data folder cannot be written to. */
    FOLDER_UNUSABLE(907),
    /** DuckDB, with which answers are compared, cannot be loaded. */
    DUCKDB_MISSING(908);

    private final int number;

    StackError(int number) {
        this.number = number;
    }

    /** Returns the identifier printed in messages, such as {@code LG-902}. */
    public String code() {
        return "LG-" + number;
    }
}
