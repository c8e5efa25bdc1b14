package io.lambdagrid.node.print;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times and lengths of time as people say them. */
public final class TimeWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration LONGEST_IN_SECONDS = Duration.ofMinutes(2);
    private static final Duration LONGEST_IN_MINUTES = Duration.ofHours(2);
    private static final Duration LONGEST_IN_HOURS = Duration.ofDays(2);

    private TimeWords() {}

    /** Returns {@code 12:00:03}, with the day before it unless that is today; in the time zone of {@code now}. */
    public static String moment(Instant time, ZonedDateTime now) {
        ZonedDateTime local = time.atZone(now.getZone()).truncatedTo(ChronoUnit.SECONDS);
        boolean isToday = local.toLocalDate().equals(now.toLocalDate());
        return isToday ? TIME.format(local) : DAY_AND_TIME.format(local);
    }

    /** Returns such as {@code 0.8 s}, {@code 10 min}, {@code 27 h} or {@code 3 d}. */
    public static String length(Duration duration) {
        if (duration.compareTo(LONGEST_IN_SECONDS) < 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        if (duration.compareTo(LONGEST_IN_MINUTES) < 0) {
            return duration.toMinutes() + " min";
        }
        return duration.compareTo(LONGEST_IN_HOURS) < 0 ? duration.toHours() + " h" : duration.toDays() + " d";
    }
}
