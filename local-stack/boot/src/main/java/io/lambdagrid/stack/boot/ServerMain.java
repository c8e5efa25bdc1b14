package io.lambdagrid.stack.boot;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/**
 * The frame of a server process. Standard output carries one line, {@value #READY}, to the parent process; standard
 * error is the log. Standard input never carries anything: its end says that the parent is gone, however it died.
 */
public final class ServerMain {

    /** The line that tells the parent that a client's request was answered. */
    public static final String READY = "READY";

    private static final Duration ORDERLY_END = Duration.ofSeconds(10);

    private ServerMain() {}

    /** Starts and probes the server, then reports it ready. Ends the process with status 1 when either fails. */
    public static void run(BootedServer server) {
        PrintStream parent = System.out;
        System.setOut(System.err);
        // Not a daemon: this thread also keeps the process alive after the calling one has returned.
        new Thread(ServerMain::exitWithParent, "parent-watch").start();
        try {
            server.start();
            server.probe();
        } catch (Exception | LinkageError e) {
            failStart(e);
        }
        parent.println(READY);
        parent.flush();
    }

    /** Halts instead of exiting: a server that failed half-way may wait in its shutdown hook for what never started. */
    private static void failStart(Throwable cause) {
        StringBuilder report = new StringBuilder("The server did not start.");
        for (Throwable link = cause; link != null; link = link.getCause()) {
            report.append(System.lineSeparator()).append("caused by ").append(link);
        }
        System.err.println(report);
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes; whatever came would mean nothing.
            }
        } catch (IOException e) {
            System.err.println("The parent process cannot be watched any longer: " + e.getMessage());
        }
        Thread deadline = new Thread(ServerMain::haltAfterOrderlyEnd, "exit-deadline");
        deadline.setDaemon(true);
        deadline.start();
        System.exit(0);
    }

    private static void haltAfterOrderlyEnd() {
        try {
            Thread.sleep(ORDERLY_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
