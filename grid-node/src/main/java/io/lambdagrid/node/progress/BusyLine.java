package io.lambdagrid.node.progress;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows that something goes on, and for how long, until it is closed; then nothing is left of it. Where nothing can be
 * repainted, a line is printed every ten seconds, so that what is quick prints none.
 */
public final class BusyLine implements AutoCloseable {
    private static final Duration BETWEEN_PAINTS = Duration.ofMillis(250);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final Screen screen;
    private final ProgressBar bar;
    private final Supplier<String> text;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread painter = new Thread(this::paintUntilEnded, "progress");

    private BusyLine(Screen screen, String title, Supplier<String> text) {
        this.screen = screen;
        this.bar = new ProgressBar(screen, title);
        this.text = text;
    }

    /**
     * Begins to show it.
     *
     * @param text what is going on now; asked on another thread, four times a second at most
     */
    public static BusyLine begin(Screen screen, String title, Supplier<String> text) {
        BusyLine line = new BusyLine(screen, title, text);
        screen.waitBeforeTheFirstLine();
        line.painter.setDaemon(true);
        line.painter.start();
        return line;
    }

    private void paintUntilEnded() {
        try {
            while (!ended.await(BETWEEN_PAINTS.toMillis(), TimeUnit.MILLISECONDS)) {
                bar.showBusy(text.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            painter.join(LONGEST_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        screen.clear();
    }
}
