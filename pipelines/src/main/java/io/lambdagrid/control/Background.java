package io.lambdagrid.control;

import java.util.concurrent.Executor;

/** Takes, one after the other, tasks that may take long. What has not begun when it is closed never does. */
interface Background extends Executor, AutoCloseable {
    /**
     * Takes a task.
     *
     * @throws java.util.concurrent.RejectedExecutionException when it is closed
     */
    @Override
    void execute(Runnable task);

    @Override
    void close();
}
