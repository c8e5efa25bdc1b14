package io.lambdagrid.node.shell;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

/**
 * Lets Ctrl+C end what the calling thread does until this is closed, and nothing else: the thread is interrupted, the
 * process goes on.
 */
final class Interruption implements AutoCloseable {
    private final Terminal terminal;
    private final Thread running;
    private final Terminal.SignalHandler before;
    private final CountDownLatch asked = new CountDownLatch(1);
    private boolean isClosed;

    private Interruption(Terminal terminal, Thread running, Terminal.SignalHandler before) {
        this.terminal = terminal;
        this.running = running;
        this.before = before;
    }

    static Interruption ofCallingThread(Terminal terminal) {
        Terminal.SignalHandler before = terminal.handle(Signal.INT, Terminal.SignalHandler.SIG_IGN);
        Interruption interruption = new Interruption(terminal, Thread.currentThread(), before);
        terminal.handle(Signal.INT, signal -> interruption.ask());
        return interruption;
    }

    /** On the thread of signals; after the end nobody is interrupted any more. */
    private synchronized void ask() {
        if (!isClosed) {
            asked.countDown();
            running.interrupt();
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or until Ctrl+C. */
    void await(Duration pause) {
        try {
            boolean unused = asked.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // That is Ctrl+C, too: isAsked() tells, and close() takes the mark away.
            running.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        terminal.handle(Signal.INT, before);
        // The interruption was meant for what has ended now.
        boolean unused = Thread.interrupted();
    }
}
