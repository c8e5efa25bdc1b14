package io.lambdagrid.record;

/** A record that does not fit its dataset. Carries no stack trace: it is an outcome, not a defect. */
public final class UnreadableRecordException extends RuntimeException {
    /** @param reason a sentence that names the column and quotes the offending value, at most 200 characters long */
    public UnreadableRecordException(String reason) {
        super(reason, null, false, false);
    }
}
