package io.lambdagrid.stack;

/** A stack that cannot do what was asked; the message has a code, says what was found and what to do next. */
public final class StackException extends RuntimeException {

    private final String code;

    StackException(String code, String message) {
        super(code + "  " + message);
        this.code = code;
    }

    StackException(String code, String message, Throwable cause) {
        super(code + "  " + message, cause);
        this.code = code;
    }

    /** The stable code of this kind of error, such as {@code LG-902}. */
    public String code() {
        return code;
    }
}
