package io.lambdagrid.node.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much this process logs. {@code logback.xml} sets what a node says; commands may say less, or all. */
final class LogVolume {
    private LogVolume() {}

    /** Logs everything from INFO on, of libraries too. */
    static void raise() {
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    }

    static boolean isRaised() {
        return Level.INFO.equals(logger(org.slf4j.Logger.ROOT_LOGGER_NAME).getLevel());
    }

    /** Logs nothing, unless somebody asked for all: a command that fails says why in its own words. */
    static void silenceUnlessRaised() {
        if (!isRaised()) {
            logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
            logger("io.lambdagrid").setLevel(Level.OFF);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
