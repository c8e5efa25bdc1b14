package io.lambdagrid.node.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BusyLineTest {
    private final StringWriter written = new StringWriter();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void terminal_shows_what_goes_on_and_nothing_is_left_of_it() {
        showForAMoment(Screen.Kind.TERMINAL);

        assertThat(written.toString())
                .containsPattern("import +\\[[.#]{20}] step 1 +0 s")
                .endsWith("\u001b[1A\u001b[K" + System.lineSeparator() + "\u001b[1A\u001b[?7h");
    }

    @Test
    void what_is_quick_prints_no_line_where_nothing_can_be_repainted() {
        showForAMoment(Screen.Kind.LINES);

        assertThat(written.toString()).isEmpty();
    }

    private void showForAMoment(Screen.Kind kind) {
        Screen screen = new Screen(new PrintWriter(written), kind);
        BusyLine line = BusyLine.begin(screen, "import", () -> "step " + asked.incrementAndGet());
        await().atMost(Duration.ofSeconds(10)).until(() -> asked.get() > 1);
        line.close();
    }
}
