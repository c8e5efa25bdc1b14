package io.lambdagrid.view;

import org.jspecify.annotations.Nullable;

/**
 * An error that a person can act on: a code, a sentence with the offending value in quotes, what was expected, and a
 * next step.
 */
public class GridException extends RuntimeException {
    private final GridError error;
    private final String sentence;

    public GridException(GridError error, String sentence) {
        this(error, sentence, null);
    }

    public GridException(GridError error, String sentence, @Nullable Throwable cause) {
        super(error.code() + "  " + sentence, cause);
        this.error = error;
        this.sentence = sentence;
    }

    public GridError error() {
        return error;
    }

    /** Returns the message without its code. */
    public String sentence() {
        return sentence;
    }
}
