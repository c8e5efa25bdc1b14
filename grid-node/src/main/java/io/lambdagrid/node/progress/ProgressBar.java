package io.lambdagrid.node.progress;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One step of the start: {@code servers [##########..........] Kafka, HDFS 12 s}. For one thread. */
public final class ProgressBar {
    private static final int WIDTH = 20;
    private static final int WANDERER_WIDTH = 4;
    private static final int WANDERER_STEPS_PER_SECOND = 4;

    private final Screen screen;
    private final String title;
    private final long startNanos = System.nanoTime();

    public ProgressBar(Screen screen, String title) {
        this.screen = screen;
        this.title = title;
    }

    public void show(long done, long all, String text) {
        int filled = all <= 0 ? 0 : (int) (WIDTH * Math.min(done, all) / all);
        show("#".repeat(filled) + ".".repeat(WIDTH - filled), text);
    }

    /** Shows that something is going on of which nobody knows how much is left. */
    public void showBusy(String text) {
        long step = elapsed().toMillis() * WANDERER_STEPS_PER_SECOND / 1000;
        int before = (int) (step % (WIDTH - WANDERER_WIDTH + 1));
        show(".".repeat(before) + "#".repeat(WANDERER_WIDTH) + ".".repeat(WIDTH - WANDERER_WIDTH - before), text);
    }

    public void finish(String text) {
        screen.settle(line("#".repeat(WIDTH), text));
    }

    private void show(String bar, String text) {
        String line = line(bar, text);
        screen.show(List.of(line), line);
    }

    private String line(String bar, String text) {
        return String.format(
                Locale.ROOT,
                "  %-10s [%s] %-36s %4d s",
                title,
                bar,
                text,
                elapsed().toSeconds());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
