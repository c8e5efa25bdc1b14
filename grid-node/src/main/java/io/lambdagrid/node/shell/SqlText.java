package io.lambdagrid.node.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Text cut into statements at semicolons, except inside quotes and comments.
 *
 * @param statements without their semicolons; none is blank
 * @param rest what follows the last semicolon: a statement that is not finished, blank when there is none
 */
public record SqlText(List<String> statements, String rest) {
    public SqlText {
        statements = List.copyOf(statements);
    }

    public static SqlText of(String text) {
        List<String> statements = new ArrayList<>();
        int start = 0;
        int position = 0;
        while (position < text.length()) {
            if (text.charAt(position) == ';') {
                String statement = text.substring(start, position).strip();
                if (!statement.isEmpty()) {
                    statements.add(statement);
                }
                start = ++position;
            } else {
                position = endOfToken(text, position);
            }
        }
        return new SqlText(statements, text.substring(start).strip());
    }

    /** Returns the statements, the last of which may have been left without a semicolon. */
    public List<String> all() {
        List<String> all = new ArrayList<>(statements);
        if (!rest.isEmpty()) {
            all.add(rest);
        }
        return all;
    }

    private static int endOfToken(String text, int start) {
        char first = text.charAt(start);
        if (first == '\'' || first == '"') {
            return endAfter(text, start + 1, String.valueOf(first));
        }
        if (text.startsWith("--", start)) {
            return endAfter(text, start, "\n");
        }
        if (text.startsWith("/*", start)) {
            return endAfter(text, start + 2, "*/");
        }
        return start + 1;
    }

    /** A doubled quote inside quotes ends one token and begins the next, which comes to the same. */
    private static int endAfter(String text, int from, String mark) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }
}
