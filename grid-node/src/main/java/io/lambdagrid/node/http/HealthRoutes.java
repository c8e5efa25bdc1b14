package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.lambdagrid.node.status.HealthReport;
import io.lambdagrid.node.status.HealthReport.Check;
import io.lambdagrid.node.status.HealthReport.Outcome;
import io.lambdagrid.node.status.StatusSampler;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the node is alive, has started, and may be asked. Probes are answered without a token; the reasons, which
 * name servers and views, only to those who may read all views.
 */
final class HealthRoutes {
    private final Supplier<Optional<JoinedNode>> node;
    private final InstantSource clock;

    /** What is answered. */
    private record Answer(Outcome status, List<Check> checks) {}

    HealthRoutes(Supplier<Optional<JoinedNode>> node, InstantSource clock) {
        this.node = node;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", Access.EVERYBODY, (request, caller) -> answer(request, caller, live())),
                Route.get("/health/started", Access.EVERYBODY, (request, caller) -> answer(request, caller, started())),
                Route.get("/health/ready", Access.EVERYBODY, (request, caller) -> answer(request, caller, ready())));
    }

    /** Only what starting the process anew would mend: never that a server is away. */
    private HealthReport live() {
        boolean isDead =
                node.get().filter(joined -> !joined.sampler().isMemberRunning()).isPresent();
        return isDead
                ? HealthReport.of("member", Outcome.DOWN, "the member was shut down")
                : HealthReport.of("member", Outcome.UP, "");
    }

    private HealthReport started() {
        return node.get().isPresent() ? HealthReport.of("cluster", Outcome.UP, "") : joining();
    }

    private HealthReport ready() {
        Optional<JoinedNode> joined = node.get();
        if (joined.isEmpty()) {
            return joining();
        }
        StatusSampler sampler = joined.get().sampler();
        return HealthReport.readiness(sampler.latest(), sampler.trouble(), clock.instant());
    }

    private static HealthReport joining() {
        return HealthReport.of("cluster", Outcome.DOWN, "the node is joining its cluster");
    }

    private static void answer(Context request, Caller caller, HealthReport report) {
        request.status(report.status() == Outcome.UP ? 200 : 503);
        List<Check> checks = caller.may(Access.ALL_VIEWS) ? report.checks() : List.of();
        Json.answer(request, new Answer(report.status(), checks));
    }
}
