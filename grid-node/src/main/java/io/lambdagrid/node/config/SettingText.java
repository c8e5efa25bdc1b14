package io.lambdagrid.node.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which values are written: durations such as {@code 200ms}, sizes such as {@code 128MB}. */
final class SettingText {
    static final String DURATION = "a duration such as 200ms, 5s or 1h";
    static final String SIZE = "a size such as 512KB, 128MB or 1GB";
    static final String ADDRESS = "an address of the form HOST:PORT";

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^\\s:/]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int MAX_PORT = 65_535;

    private static final Map<String, Duration> TIME_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final List<String> TIME_UNITS_LARGEST_FIRST = List.of("d", "h", "m", "s", "ms");
    private static final Map<String, Long> SIZE_UNITS = Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30);

    private SettingText() {}

    static Optional<Duration> duration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(TIME_UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)))
                .map(unit -> unit.multipliedBy(Long.parseLong(parts.group(1))));
    }

    /** Returns a duration as it would be written in a file: in the largest unit that loses nothing. */
    static String shown(Duration duration) {
        for (String name : TIME_UNITS_LARGEST_FIRST) {
            long unitMillis = TIME_UNITS.getOrDefault(name, Duration.ZERO).toMillis();
            if (duration.toMillis() >= unitMillis && duration.toMillis() % unitMillis == 0) {
                return duration.toMillis() / unitMillis + name;
            }
        }
        return "0";
    }

    /** Returns bytes; units are powers of 1024. */
    static Optional<Long> sizeBytes(String text) {
        Matcher parts = NUMBER_AND_UNIT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(SIZE_UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)))
                .map(unit -> unit * Long.parseLong(parts.group(1)));
    }

    static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Boolean> trueOrFalse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<String> address(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        return parts.matches() && isPort(Integer.parseInt(parts.group(2))) ? Optional.of(text) : Optional.empty();
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= MAX_PORT;
    }
}
