package io.lambdagrid.node.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.lambdagrid.client.BatchRun;
import io.lambdagrid.client.BatchRuns;
import io.lambdagrid.client.wire.RunRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts batch runs, and tells what becomes of them. */
final class RunRoutes {
    private static final String KIND = "kind";

    private final Supplier<JoinedNode> node;
    private final RequestBody body;

    /** What a run asks for. */
    private enum Kind {
        INCREMENTAL,
        FULL
    }

    /** How far a run is. */
    private enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * A run.
     *
     * @param generation what it makes; null until that was begun
     * @param reason why it failed; empty otherwise
     */
    private record RunAnswer(
            String id,
            String dataset,
            String kind,
            State state,
            @Nullable Long generation,
            String reason,
            Instant requestedAt) {
        static RunAnswer of(RunRequest run) {
            State state = state(run);
            return new RunAnswer(
                    run.id(),
                    run.dataset(),
                    run.full() ? "full" : "incremental",
                    state,
                    run.generation() == 0 ? null : run.generation(),
                    state == State.FAILED ? run.outcome() : "",
                    run.requestedAt().toInstant());
        }

        private static State state(RunRequest run) {
            if (run.outcome().isEmpty()) {
                return run.generation() == 0 ? State.WAITING : State.RUNNING;
            }
            return run.outcome().equals(RunRequest.DONE) ? State.DONE : State.FAILED;
        }
    }

    RunRoutes(Supplier<JoinedNode> node, RequestBody body) {
        this.node = node;
        this.body = body;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/datasets/{dataset}/runs", Access.OPERATE, this::start),
                Route.get("/v1/runs/{run}", Access.OPERATE, this::show));
    }

    private void start(Context request, Caller caller) throws IOException {
        Kind kind = kind(body.object(request, Set.of(KIND)).get(KIND));
        String dataset = request.pathParam("dataset");
        BatchRuns batch = node.get().grid().batch();
        BatchRun run = switch (kind) {
            case INCREMENTAL -> batch.run(dataset);
            case FULL -> batch.recompute(dataset);
        };
        request.status(202).header("Location", "/v1/runs/" + run.id());
        Json.answer(request, answer(run.id()));
    }

    private static Kind kind(@Nullable JsonNode given) {
        String text = given == null ? "incremental" : given.asText();
        return switch (text) {
            case "incremental" -> Kind.INCREMENTAL;
            case "full" -> Kind.FULL;
            default -> throw Refusal.badRequest("'kind' must be incremental or full, but is '" + text + "'.");
        };
    }

    private void show(Context request, Caller caller) {
        Json.answer(request, answer(request.pathParam("run")));
    }

    private RunAnswer answer(String id) {
        return node.get()
                .status()
                .run(id)
                .map(RunAnswer::of)
                .orElseThrow(() -> Refusal.notFound(
                        "There is no run '" + id + "' (any more). See /v1/generations for what was made."));
    }
}
