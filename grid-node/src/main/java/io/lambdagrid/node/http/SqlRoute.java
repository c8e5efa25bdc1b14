package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lambdagrid.client.ErrorCode;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.node.config.HttpLimits;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.metrics.GridMetric;
import io.lambdagrid.node.metrics.NodeMeters;
import io.lambdagrid.view.GridError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs a SELECT and writes its rows while they come. When the client goes away, writing fails, and the statement ends
 * with its result.
 */
final class SqlRoute {
    /** What fails before so much was written is answered as a problem, with its own status. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** How long a client may take to read, once the statement has ended. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    private final Supplier<JoinedNode> node;
    private final HttpLimits limits;
    private final NodeMeters meters;
    private final InstantSource clock;
    private final QuerySlots slots;
    private final RequestBody body;
    private final Duration longest;

    SqlRoute(Supplier<JoinedNode> node, Settings settings, NodeMeters meters, InstantSource clock) {
        this.node = node;
        this.limits = settings.http().limits();
        this.longest = settings.serving().statementTimeout().plus(LONGEST_READING);
        this.meters = meters;
        this.clock = clock;
        this.slots = new QuerySlots(limits, meters.queries());
        this.body = new RequestBody(limits.maxBodyBytes());
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/sql", Access.SOME_VIEWS, this::sql));
    }

    private void sql(Context request, Caller caller) throws Exception {
        ResultFormat format = ResultFormat.of(request);
        SqlRequest asked = SqlRequest.of(body.object(request, Set.of(SqlRequest.SQL, SqlRequest.PARAMETERS)));
        JoinedNode joined = node.get();
        Set<String> views = QueryScope.of(caller, joined.status().views())
                .viewsOf(asked.query().tables());
        slots.run(request, caller, () -> {
            long start = System.nanoTime();
            List<FreshnessAnswer> freshness = freshness(joined, views);
            FreshnessAnswer.addHeaders(request, freshness);
            AnswerDeadline deadline = AnswerDeadline.begin(request, longest);
            try (SqlResult result = run(joined, asked)) {
                new Answering(request, format, freshness).write(result);
            } finally {
                deadline.close();
                views.forEach(view -> meters.count(GridMetric.VIEW_READS, view, "http"));
                meters.time(GridMetric.VIEW_READ, Duration.ofNanos(System.nanoTime() - start), "sql");
            }
        });
    }

    private List<FreshnessAnswer> freshness(JoinedNode joined, Set<String> views) {
        List<FreshnessAnswer> freshness = new ArrayList<>();
        for (String view : views) {
            freshness.add(FreshnessAnswer.of(view, joined.grid().view(view).freshness(), clock));
        }
        return freshness;
    }

    private static SqlResult run(JoinedNode joined, SqlRequest asked) {
        try {
            return joined.grid().sql(asked.query().sql(), asked.arguments().toArray());
        } catch (LambdaGridException e) {
            throw inOurWords(e);
        }
    }

    /** Places in the text are those of the text that was run, which is not the one that was given. */
    private static RuntimeException inOurWords(LambdaGridException failure) {
        boolean isAboutText = failure.error() == ErrorCode.REQUEST_INVALID || failure.error() == ErrorCode.NOT_FOUND;
        return isAboutText
                ? Refusal.badRequest(failure.sentence().replaceFirst("^(From|At) line \\d+, column \\d+[^:]*:\\s*", ""))
                : failure;
    }

    /** One answer on its way. */
    private final class Answering {
        private final Context request;
        private final ResultFormat format;
        private final List<FreshnessAnswer> freshness;

        Answering(Context request, ResultFormat format, List<FreshnessAnswer> freshness) {
            this.request = request;
            this.format = format;
            this.freshness = freshness;
        }

        void write(SqlResult result) throws IOException {
            request.contentType(format.contentType());
            OutputStream out = new BufferedOutputStream(request.res().getOutputStream(), BUFFER_BYTES);
            ResultWriter writer = format.writer(out);
            try {
                rows(result, writer);
                writer.end(freshness);
                out.flush();
            } catch (LambdaGridException | Refusal failure) {
                RuntimeException told = failure instanceof LambdaGridException e ? inOurWords(e) : failure;
                if (!request.res().isCommitted()) {
                    request.res().resetBuffer();
                    throw told;
                }
                if (writer.fail(ProblemAnswer.of(told))) {
                    out.flush();
                } else {
                    BrokenAnswer.breakOff(request, told);
                }
            }
        }

        private void rows(SqlResult result, ResultWriter writer) throws IOException {
            writer.begin(result.columns());
            long rows = 0;
            for (Row row : result) {
                if (++rows > limits.maxRows()) {
                    throw new Refusal(
                            HttpStatus.BAD_REQUEST,
                            GridError.REQUEST_INVALID,
                            "The result has more than " + limits.maxRows()
                                    + " rows. Narrow it, or set 'http.max-rows'.");
                }
                writer.row(row);
            }
        }
    }
}
