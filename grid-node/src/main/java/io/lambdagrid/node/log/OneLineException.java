package io.lambdagrid.node.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;

/**
 * Prints the innermost reason of an exception, and the line of ours it came from, in place of a stack trace. Named
 * {@code %reason} in {@code logback.xml}.
 */
public final class OneLineException extends ThrowableHandlingConverter {
    private static final String OURS = "io.lambdagrid.";

    @Override
    public String convert(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return "";
        }
        IThrowableProxy root = thrown;
        while (root.getCause() != null && !root.isCyclic()) {
            root = root.getCause();
        }
        String name = root.getClassName().substring(root.getClassName().lastIndexOf('.') + 1);
        String message = root.getMessage();
        String reason = message == null ? name : name + ": " + message.replaceAll("\\s+", " ");
        return " (" + reason + place(root) + ")";
    }

    private static String place(IThrowableProxy root) {
        StackTraceElementProxy[] frames = root.getStackTraceElementProxyArray();
        if (frames == null) {
            return "";
        }
        return Arrays.stream(frames)
                .map(StackTraceElementProxy::getStackTraceElement)
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
