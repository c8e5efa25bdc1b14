package io.lambdagrid.master;

import org.jspecify.annotations.Nullable;

/**
 * One record of a file that is imported.
 *
 * @param json the record as JSON
 * @param problem why it is not to be read at all; {@code null} when that is for the reader of records to say
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record ImportedRecord(byte[] json, @Nullable String problem) {}
