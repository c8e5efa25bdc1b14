package io.lambdagrid.record;

import io.lambdagrid.view.Column;

/** A record that does not fit its dataset. Carries no stack trace: it is an outcome, not a defect. */
public final class UnreadableRecordException extends RuntimeException {
    /** @param reason a sentence that names the column and quotes the offending value, at most 200 characters long */
    public UnreadableRecordException(String reason) {
        super(reason, null, false, false);
    }

    static UnreadableRecordException mismatch(Column column, String shown) {
        return new UnreadableRecordException(
                "Column '" + column.name() + "' must be " + column.type() + ", but is '" + Excerpt.of(shown) + "'.");
    }
}
