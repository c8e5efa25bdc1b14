package io.lambdagrid.stack;

/** A stack that cannot do what was asked; the message has a code, says what was found and what to do next. */
public final class StackException extends RuntimeException {

    private final StackError error;

    StackException(StackError error, String message) {
        super(error.code() + "  " + message);
        this.error = error;
    }

    StackException(StackError error, String message, Throwable cause) {
        super(error.code() + "  " + message, cause);
        this.error = error;
    }

    /** The stable code of this kind of error, such as {@code LG-902}. */
    public String code() {
        return error.code();
    }
}
