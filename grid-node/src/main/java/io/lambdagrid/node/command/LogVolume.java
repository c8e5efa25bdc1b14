package io.lambdagrid.node.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * How much this process logs to the console. {@code logback.xml} sets what a node says; commands may say less, or all.
 */
final class LogVolume {
    private static final String CONSOLE = "console";
    private static final String WITH_STACK_TRACES = "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0}  %msg%n%ex";

    private LogVolume() {}

    /** Logs everything from INFO on, of libraries too, and stack traces. */
    static void raise() {
        root().setLevel(Level.INFO);
        ConsoleAppender<ILoggingEvent> console = console();
        console.clearAllFilters();
        PatternLayoutEncoder encoder = (PatternLayoutEncoder) console.getEncoder();
        encoder.stop();
        encoder.setPattern(WITH_STACK_TRACES);
        encoder.start();
    }

    static boolean isRaised() {
        return Level.INFO.equals(root().getLevel());
    }

    /** Logs nothing, unless somebody asked for all: a command that fails says why in its own words. */
    static void silenceUnlessRaised() {
        if (!isRaised()) {
            root().detachAppender(CONSOLE);
        }
    }

    private static ConsoleAppender<ILoggingEvent> console() {
        return (ConsoleAppender<ILoggingEvent>)
                Objects.requireNonNull(root().getAppender(CONSOLE), "logback.xml has an appender of this name");
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
