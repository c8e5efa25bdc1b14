package io.lambdagrid.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps from the console what libraries say while a server or a member is away: many times a second, with stack traces.
 * The node says it itself, once. Set up in {@code logback.xml}.
 */
public final class Understatement extends Filter<ILoggingEvent> {
    private final List<String> errorsOnly = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    /** Lets only errors of these loggers pass. Called by logback for each element {@code errorsOnly}. */
    public void addErrorsOnly(String loggerPrefix) {
        errorsOnly.add(loggerPrefix);
    }

    /** Lets nothing of these loggers pass. Called by logback for each element {@code silent}. */
    public void addSilent(String loggerPrefix) {
        silent.add(loggerPrefix);
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean denied = startsWithAny(event, silent)
                || (!event.getLevel().isGreaterOrEqual(Level.ERROR) && startsWithAny(event, errorsOnly));
        return denied ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean startsWithAny(ILoggingEvent event, List<String> prefixes) {
        return prefixes.stream().anyMatch(event.getLoggerName()::startsWith);
    }
}
