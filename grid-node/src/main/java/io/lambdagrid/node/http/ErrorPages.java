package io.lambdagrid.node.http;

import io.javalin.http.HttpStatus;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses, before any route is looked for, is told in the same form as everything else. */
final class ErrorPages extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, @Nullable Throwable cause, Callback callback)
            throws IOException {
        SecurityHeaders.ALWAYS.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswer.CONTENT_TYPE);
        Content.Sink.write(response, true, ByteBuffer.wrap(body(code)));
        callback.succeeded();
    }

    /** The reason is about the server's inside, so the status has to be enough. */
    private static byte[] body(int code) {
        HttpStatus status = HttpStatus.forStatus(code);
        GridError error = code < 500 ? GridError.REQUEST_INVALID : GridError.INTERNAL;
        return Json.bytes(
                ProblemAnswer.of(status, error, "The request cannot be answered: " + status.getMessage() + "."));
    }
}
