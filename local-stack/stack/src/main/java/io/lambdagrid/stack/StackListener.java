package io.lambdagrid.stack;

import java.time.Duration;

/** Hears how the start of a stack proceeds. Called on the thread that called {@link LocalStack#start()}. */
@FunctionalInterface
public interface StackListener {

    /** The server answered its first request, so long after the start of the stack. */
    void onReady(ServerKind server, Duration sinceStart);
}
