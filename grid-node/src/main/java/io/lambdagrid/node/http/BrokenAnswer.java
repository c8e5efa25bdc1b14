package io.lambdagrid.node.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a connection in the middle of an answer, so that nobody takes what has gone out for the whole. Any thread. */
final class BrokenAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswer.class);

    private BrokenAnswer() {}

    static void breakOff(Context request, Throwable why) {
        LOG.debug("An answer to {} is broken off", request.path(), why);
        // Whoever is writing to the connection now, or waits to, is told by it.
        ServletContextRequest.getServletContextRequest(request.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close(why);
    }
}
