package io.lambdagrid.node.demo;

import org.jspecify.annotations.Nullable;

/** The demo cannot go on; the message says all there is to say. */
public final class DemoException extends RuntimeException {
    DemoException(String message) {
        this(message, null);
    }

    DemoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
