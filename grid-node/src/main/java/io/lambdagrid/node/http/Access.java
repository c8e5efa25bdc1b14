package io.lambdagrid.node.http;

/** What a route asks of its caller. */
enum Access {
    /** Nothing: probes have no token. */
    EVERYBODY,
    /** A token for some views; the route itself looks which. */
    SOME_VIEWS,
    /** A token for all views. */
    ALL_VIEWS,
    /** A token to operate. */
    OPERATE
}
