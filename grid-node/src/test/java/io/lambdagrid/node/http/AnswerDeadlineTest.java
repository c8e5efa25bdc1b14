package io.lambdagrid.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Context;
import io.lambdagrid.node.NodeProcess;
import io.lambdagrid.node.metrics.NodeMeters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that go on for too long, over a server with one route. */
class AnswerDeadlineTest {
    private final CountDownLatch broken = new CountDownLatch(1);

    @Test
    @Timeout(60)
    void answer_that_takes_too_long_is_broken_off_and_one_in_time_is_not() throws Exception {
        try (NodeMeters meters = new NodeMeters(Clock.systemUTC());
                HttpServer server = new HttpServer(
                        HttpSections.at(NodeProcess.freePort(), List.of()),
                        List.of(
                                Route.get("/slow", Access.EVERYBODY, (request, caller) -> slow(request)),
                                Route.get("/quick", Access.EVERYBODY, (request, caller) -> quick(request))),
                        meters)) {
            server.start();
            HttpAsking asking = new HttpAsking(server.address());

            assertThatThrownBy(() -> asking.get("/slow")).isInstanceOf(IOException.class);
            broken.countDown();
            assertThat(asking.get("/quick").body()).isEqualTo("all of it");
        }
    }

    private void slow(Context request) throws Exception {
        AnswerDeadline deadline = AnswerDeadline.begin(request, Duration.ofMillis(200));
        request.res().getOutputStream().write('a');
        request.res().flushBuffer();
        // Goes on until the client has noticed.
        assertThat(broken.await(20, TimeUnit.SECONDS)).isTrue();
        deadline.close();
    }

    private static void quick(Context request) {
        AnswerDeadline deadline = AnswerDeadline.begin(request, Duration.ofSeconds(20));
        request.result("all of it");
        deadline.close();
    }
}
