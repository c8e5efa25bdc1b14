package io.lambdagrid.node.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a connection in the middle of an answer, so that nobody takes what has gone out for the whole. */
final class BrokenAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswer.class);

    private BrokenAnswer() {}

    static void breakOff(Context request, Throwable why) {
        LOG.debug("An answer to {} is broken off", request.path(), why);
        ServletContextRequest.getServletContextRequest(request.req())
                .getServletChannel()
                .abort(why);
    }
}
