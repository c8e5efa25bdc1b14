package io.lambdagrid.node.command;

import java.util.concurrent.CountDownLatch;

/**
 * Tells the thread that has things to stop that the process is asked to end, by interrupting it, and keeps the process
 * until it has. Whatever fails afterwards fails because of that.
 */
final class OrderlyEnd implements AutoCloseable {
    private final Thread worker;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean isAsked;

    private OrderlyEnd(Thread worker) {
        this.worker = worker;
    }

    /** Returns the end of this process, which the calling thread will be told of until it closes it. */
    static OrderlyEnd ofThisProcess() {
        OrderlyEnd end = new OrderlyEnd(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(end::interruptAndAwait, "orderly-end"));
        return end;
    }

    private void interruptAndAwait() {
        isAsked = true;
        worker.interrupt();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return isAsked;
    }

    /** Says that everything is stopped. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
