package io.lambdagrid.client;

import org.jspecify.annotations.Nullable;

/**
 * The only exception that this package throws: a code, a sentence with the offending value in quotes, what was
 * expected, and a next step.
 */
public final class LambdaGridException extends RuntimeException {
    private final ErrorCode error;
    private final String sentence;

    LambdaGridException(ErrorCode error, String sentence) {
        this(error, sentence, null);
    }

    LambdaGridException(ErrorCode error, String sentence, @Nullable Throwable cause) {
        super(error.code() + "  " + sentence, cause);
        this.error = error;
        this.sentence = sentence;
    }

    public ErrorCode error() {
        return error;
    }

    /** Returns the message without its code. */
    public String sentence() {
        return sentence;
    }
}
