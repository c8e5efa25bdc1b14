package io.lambdagrid.view;

/**
 * An expression has no value for one row, for a reason that lies in the data: the row is rejected for that view, in
 * both layers alike. Carries no stack trace: it is an outcome, not a defect.
 */
public final class NotComputableException extends RuntimeException {
    /** @param reason a sentence with the offending value in quotes */
    public NotComputableException(String reason) {
        super(reason, null, false, false);
    }
}
