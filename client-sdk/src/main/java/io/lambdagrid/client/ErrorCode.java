package io.lambdagrid.client;

/** What can go wrong for a client, by the numbers that the whole of Lambda Grid uses. Numbers are kept for ever. */
public enum ErrorCode {
    /** A view, dataset or run that was asked for does not exist. */
    NOT_FOUND(103),
    /** A call or query that cannot be answered as asked. */
    REQUEST_INVALID(120),
    /** The cluster does not answer. */
    GRID_UNREACHABLE(304),
    /** Parts of a view were lost; it refuses to answer until they are back. */
    VIEW_INCOMPLETE(410),
    /** The first generation of a view is still being built. */
    VIEW_STARTING(412),
    /** Something that cannot happen. */
    INTERNAL(999);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** Returns the identifier printed in messages, such as {@code LG-304}. */
    public String code() {
        return "LG-" + number;
    }
}
