package io.lambdagrid.node.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One step of the start: {@code servers [##########..........] Kafka, HDFS 12 s}. For one thread. */
final class ProgressBar {
    private static final int WIDTH = 20;

    private final Screen screen;
    private final String title;
    private final long startNanos = System.nanoTime();

    ProgressBar(Screen screen, String title) {
        this.screen = screen;
        this.title = title;
    }

    void show(long done, long all, String text) {
        String line = line(all <= 0 ? 0 : (int) (WIDTH * Math.min(done, all) / all), text);
        screen.show(List.of(line), line);
    }

    void finish(String text) {
        screen.settle(line(WIDTH, text));
    }

    private String line(int filled, String text) {
        return String.format(
                Locale.ROOT,
                "  %-13s [%s%s] %-40s %3d s",
                title,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                text,
                Duration.ofNanos(System.nanoTime() - startNanos).toSeconds());
    }
}
