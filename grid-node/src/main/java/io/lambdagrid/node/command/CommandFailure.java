package io.lambdagrid.node.command;

import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 1 and a message that says all there is to say. */
final class CommandFailure extends RuntimeException {
    CommandFailure(String message) {
        this(message, null);
    }

    CommandFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
