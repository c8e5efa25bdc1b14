package io.lambdagrid.node.http;

import io.javalin.http.HttpStatus;
import io.lambdagrid.view.GridError;

/** A request that is not answered as asked: its status, code and a sentence for whoever asked. */
final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final GridError error;
    private final String sentence;

    Refusal(HttpStatus status, GridError error, String sentence) {
        super(error.code() + "  " + sentence);
        this.status = status;
        this.error = error;
        this.sentence = sentence;
    }

    static Refusal badRequest(String sentence) {
        return new Refusal(HttpStatus.BAD_REQUEST, GridError.REQUEST_INVALID, sentence);
    }

    static Refusal notFound(String sentence) {
        return new Refusal(HttpStatus.NOT_FOUND, GridError.NOT_FOUND, sentence);
    }

    static Refusal forbidden(String sentence) {
        return new Refusal(HttpStatus.FORBIDDEN, GridError.ACCESS_DENIED, sentence);
    }

    HttpStatus status() {
        return status;
    }

    GridError error() {
        return error;
    }

    String sentence() {
        return sentence;
    }
}
