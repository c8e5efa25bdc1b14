package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.lambdagrid.client.ErrorCode;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said instead of an answer, in the form of RFC 9457.
 *
 * @param type a name of the kind of problem, for programs
 * @param title the same in words
 * @param detail what was wrong, and what to do
 * @param code of Lambda Grid, such as {@code LG-120}
 * @param id to be found in the node's log; empty when there is nothing more to tell
 */
record ProblemAnswer(String type, String title, int status, String detail, String code, String id) {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswer.class);

    static ProblemAnswer of(HttpStatus status, GridError error, String sentence) {
        return new ProblemAnswer(
                "urn:lambda-grid:" + error.code(), title(status), status.getCode(), sentence, error.code(), "");
    }

    /** Tells what went wrong; of what nobody expected only an id, under which the log has the rest. */
    static ProblemAnswer of(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return of(refusal.status(), refusal.error(), refusal.sentence());
        }
        if (failure instanceof LambdaGridException answer && answer.error() != ErrorCode.INTERNAL) {
            return of(status(answer.error()), GridError.valueOf(answer.error().name()), answer.sentence());
        }
        if (failure instanceof GridException refused && refused.error() == GridError.REQUEST_INVALID) {
            String code = refused.error().code();
            String message = String.valueOf(refused.getMessage());
            return of(HttpStatus.BAD_REQUEST, refused.error(), message.replaceFirst("^" + code + "\\s+", ""));
        }
        if (failure instanceof HttpResponseException known) {
            HttpStatus status = HttpStatus.forStatus(known.getStatus());
            GridError error = status == HttpStatus.NOT_FOUND ? GridError.NOT_FOUND : GridError.REQUEST_INVALID;
            return of(status, error, sentence(known));
        }
        return unexpected(failure);
    }

    /** Returns the status that {@link #of(Throwable)} has. */
    static int statusOf(Throwable failure) {
        return isExpected(failure) ? of(failure).status() : HttpStatus.INTERNAL_SERVER_ERROR.getCode();
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof Refusal
                || failure instanceof HttpResponseException
                || (failure instanceof LambdaGridException answer && answer.error() != ErrorCode.INTERNAL)
                || (failure instanceof GridException refused && refused.error() == GridError.REQUEST_INVALID);
    }

    private static ProblemAnswer unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{}  A request failed, id={}", GridError.INTERNAL.code(), id, failure);
        ProblemAnswer plain = of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                GridError.INTERNAL,
                "Something unexpected happened. The node's log tells what, under the id '" + id + "'.");
        return new ProblemAnswer(plain.type, plain.title, plain.status, plain.detail, plain.code, id);
    }

    private static HttpStatus status(ErrorCode error) {
        return switch (error) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case REQUEST_INVALID -> HttpStatus.BAD_REQUEST;
            case GRID_UNREACHABLE, VIEW_INCOMPLETE, VIEW_STARTING -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static String sentence(HttpResponseException known) {
        return switch (HttpStatus.forStatus(known.getStatus())) {
            case NOT_FOUND -> "There is nothing at this path. See /openapi.yaml for what there is.";
            case METHOD_NOT_ALLOWED -> "This path has no such method. See /openapi.yaml for what there is.";
            default -> String.valueOf(known.getMessage()) + ".";
        };
    }

    private static String title(HttpStatus status) {
        return status.getMessage();
    }

    void writeTo(Context request) {
        request.status(status).contentType(CONTENT_TYPE).result(Json.bytes(this));
    }
}
