package io.lambdagrid.view;

/** How the bytes of a record are read. */
public enum RecordFormat {
    /** One JSON object a record. */
    JSON
}
