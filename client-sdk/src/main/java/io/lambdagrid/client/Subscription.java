package io.lambdagrid.client;

/** Goes on until it is closed, or its {@link LambdaGrid} is. */
public interface Subscription extends AutoCloseable {
    /** Ends it. A call of the listener that is under way ends by itself. */
    @Override
    void close();
}
