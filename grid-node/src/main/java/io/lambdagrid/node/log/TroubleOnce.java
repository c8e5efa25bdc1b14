package io.lambdagrid.node.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the first warning with a code such as LG-302 pass. What follows with the same code is the same server missed by
 * another part or dataset, until a line says that it is over, or nothing was heard of it for a while.
 */
public final class TroubleOnce extends Filter<ILoggingEvent> {
    private static final long FORGOTTEN_AFTER_MILLIS = 60_000;

    /** The servers that everything depends on: Kafka, the master dataset's file system, Cassandra. */
    private static final Pattern SERVER_IS_AWAY = Pattern.compile("LG-30[123]");

    private final Map<String, Long> heardAtMillis = new HashMap<>();

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Matcher code = SERVER_IS_AWAY.matcher(event.getFormattedMessage());
        return code.find() && isRepetition(event, code.group()) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private synchronized boolean isRepetition(ILoggingEvent event, String code) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
            heardAtMillis.remove(code);
            return false;
        }
        Long before = heardAtMillis.put(code, event.getTimeStamp());
        return before != null && event.getTimeStamp() - before < FORGOTTEN_AFTER_MILLIS;
    }
}
