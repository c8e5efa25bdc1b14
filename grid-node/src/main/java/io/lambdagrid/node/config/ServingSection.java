package io.lambdagrid.node.config;

import java.time.Duration;

/**
 * How answers are given.
 *
 * @param gracePeriod how long a replaced generation is kept for statements that still read it
 * @param rollbackWindow how long replaced definitions are kept up to date, so that going back to them takes no time
 * @param statementTimeout how long an SQL statement may run
 */
public record ServingSection(Duration gracePeriod, Duration rollbackWindow, Duration statementTimeout) {
    public static final ServingSection DEFAULTS =
            new ServingSection(Duration.ofSeconds(15), Duration.ofMinutes(10), Duration.ofSeconds(10));

    static ServingSection read(SettingReader settings) {
        ServingSection section = new ServingSection(
                settings.duration("grace-period", DEFAULTS.gracePeriod, Duration.ofSeconds(2)),
                settings.duration("rollback-window", DEFAULTS.rollbackWindow, Duration.ZERO),
                settings.duration("statement-timeout", DEFAULTS.statementTimeout, Duration.ofMillis(100)));
        if (section.statementTimeout.compareTo(section.gracePeriod) >= 0) {
            settings.refuse(
                    "statement-timeout",
                    "shorter than 'serving.grace-period' (" + SettingText.shown(section.gracePeriod) + ")");
        }
        return section;
    }
}
