package io.lambdagrid.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of a server that goes away and comes back, while many parts miss it again and again. */
class TroublesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Troubles.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Instant now = Instant.EPOCH;
    private final Troubles troubles = new Troubles("orders", () -> now);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void one_cause_is_one_line_when_it_begins_and_one_when_it_is_over() {
        troubles.watch("archive", () -> fail("Connection reset"));
        troubles.watch("master", () -> fail("Connection refused"));
        troubles.watch("archive", () -> fail("Name node is in safe mode"));
        wait(Duration.ofSeconds(20));
        workForSeconds(6, "archive");
        assertThat(troubles.summary()).isEqualTo("LG-302  Connection refused");
        workForSeconds(6, "master");

        assertThat(lines())
                .containsExactly(
                        "dataset=orders part=archive LG-302  Connection reset",
                        "dataset=orders over after 31 s: LG-302");
        assertThat(troubles.summary()).isEmpty();
    }

    @Test
    void part_that_is_started_again_and_fails_again_has_not_worked_in_between() {
        for (int round = 0; round < 5; round++) {
            troubles.watch("speed", () -> fail("Connection refused"));
            workForSeconds(3, "speed");
            assertThat(troubles.summary()).isEqualTo("LG-302  Connection refused");
        }

        assertThat(lines()).containsExactly("dataset=orders part=speed LG-302  Connection refused");
    }

    @Test
    void what_does_not_pass_by_itself_needs_somebody() {
        troubles.watch("speed", () -> fail("Connection refused"));
        assertThat(troubles.needSomebody()).isFalse();

        troubles.watch("archive", () -> {
            throw StepFailedException.because("The archive has stopped", "LG-313  The log ends at offset 6");
        });

        assertThat(troubles.needSomebody()).isTrue();
        assertThat(troubles.of("archive")).contains(GridError.LOG_TRUNCATED);
        assertThat(troubles.of("serving")).isEmpty();
    }

    @Test
    void second_cause_is_news_and_ends_the_first() {
        troubles.watch("archive", () -> fail("Connection refused"));
        troubles.watch("archive", () -> {
            throw new GridException(GridError.KAFKA_UNREACHABLE, "No answer");
        });

        assertThat(lines())
                .containsExactly(
                        "dataset=orders part=archive LG-302  Connection refused",
                        "dataset=orders over after 0 s: LG-302",
                        "dataset=orders part=archive LG-301  No answer");
    }

    @Test
    void mistakes_of_our_own_are_each_told_with_where_they_happened() {
        troubles.watch("archive", () -> {
            throw new IllegalStateException("one");
        });
        troubles.watch("building", () -> {
            throw new IllegalStateException("other");
        });

        assertThat(log.list).hasSize(2).allMatch(event -> event.getThrowableProxy() != null);
        assertThat(troubles.summary())
                .isEqualTo("LG-999  java.lang.IllegalStateException: one"
                        + " | LG-999  java.lang.IllegalStateException: other");
    }

    @Test
    void step_that_is_told_to_stop_has_no_trouble() {
        troubles.watch("archive", () -> {
            throw new IllegalStateException(new InterruptedException());
        });

        troubles.note("kafka", new GridException(GridError.KAFKA_UNREACHABLE, "No answer", new InterruptedException()));

        assertThat(log.list).isEmpty();
    }

    @Test
    void job_that_failed_is_told_by_the_code_of_its_reason() {
        GridException failure = StepFailedException.because("The speed job has stopped", "LG-312  Records are gone.");

        assertThat(failure).hasMessage("LG-312  The speed job has stopped: Records are gone.");
        assertThat(failure.error()).isEqualTo(GridError.RECORDS_EXPIRED);
    }

    private static void fail(String detail) {
        throw new GridException(GridError.MASTER_UNREACHABLE, detail);
    }

    private void workForSeconds(int seconds, String part) {
        for (int second = 0; second < seconds; second++) {
            troubles.watch(part, () -> {});
            wait(Duration.ofSeconds(1));
        }
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
