package io.lambdagrid.node.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Breaks an answer off that takes too long, such as one that its client reads byte by byte to keep others waiting. */
final class AnswerDeadline implements AutoCloseable {
    private final CompletableFuture<Void> answered;

    private AnswerDeadline(CompletableFuture<Void> answered) {
        this.answered = answered;
    }

    static AnswerDeadline begin(Context request, Duration longest) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        // What comes of it is the broken connection.
        var unused = answered.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, late) -> {
                    if (late != null) {
                        BrokenAnswer.breakOff(request, late);
                    }
                });
        return new AnswerDeadline(answered);
    }

    @Override
    public void close() {
        answered.complete(null);
    }
}
