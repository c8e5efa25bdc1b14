package io.lambdagrid.benchmark.harness;

import org.jspecify.annotations.Nullable;

/** A benchmark has no result; the message says why. */
public final class BenchmarkException extends RuntimeException {
    BenchmarkException(String message) {
        this(message, null);
    }

    BenchmarkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
