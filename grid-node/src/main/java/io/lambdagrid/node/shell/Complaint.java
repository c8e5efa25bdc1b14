package io.lambdagrid.node.shell;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows where in a statement the engine has found a mistake. */
public final class Complaint {
    private static final Pattern RANGE = Pattern.compile(
            "From line (?<line>\\d+), column (?<from>\\d+) to line (?<lastLine>\\d+), column (?<to>\\d+): ");
    private static final Pattern PLACE = Pattern.compile(" at line (?<line>\\d+), column (?<from>\\d+)");

    private Complaint() {}

    /** Returns the message, and below it the line it is about with the place marked, if the message names one. */
    public static String about(String statement, String message) {
        Matcher range = RANGE.matcher(message);
        if (range.find()) {
            boolean onOneLine = range.group("line").equals(range.group("lastLine"));
            int from = Integer.parseInt(range.group("from"));
            int to = onOneLine ? Integer.parseInt(range.group("to")) : from;
            return range.replaceFirst("") + excerpt(statement, Integer.parseInt(range.group("line")), from, to);
        }
        Matcher place = PLACE.matcher(message);
        if (place.find()) {
            int from = Integer.parseInt(place.group("from"));
            return place.replaceFirst("") + excerpt(statement, Integer.parseInt(place.group("line")), from, from);
        }
        return message;
    }

    /** Columns are counted from 1, and {@code to} is the last one marked. */
    private static String excerpt(String statement, int line, int from, int to) {
        List<String> lines = statement.lines().toList();
        if (line < 1 || line > lines.size() || from < 1 || to < from) {
            return "";
        }
        String gutter = "%4d | ".formatted(line);
        return System.lineSeparator() + gutter + lines.get(line - 1) + System.lineSeparator()
                + " ".repeat(gutter.length() - 2) + "| " + " ".repeat(from - 1) + "^".repeat(to - from + 1);
    }
}
