package io.lambdagrid.client.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a view's row: the texts of its group columns, joined into one string.
 *
 * <p>Parts are separated by {@code |}; inside a part {@code \} is written {@code \\} and {@code |} is written
 * {@code \|}; NULL is {@code \N}. A view without GROUP BY has one row, with the empty key. Parts read as Java prints
 * them: {@code 2026-01-31} for a date, {@code 2026-01-31T12:00} for a timestamp, {@code 12.50} for a decimal.
 */
public final class RowKey {
    private static final String NULL_PART = "\\N";

    private RowKey() {}

    public static String join(List<@Nullable String> parts) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                key.append('|');
            }
            appendPart(key, parts.get(i));
        }
        return key.toString();
    }

    /** Appends one part in its escaped form, without a separator. */
    public static void appendPart(StringBuilder key, @Nullable String part) {
        if (part == null) {
            key.append(NULL_PART);
            return;
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\\' || c == '|') {
                key.append('\\');
            }
            key.append(c);
        }
    }

    /** Returns the parts of a key; the empty key of a view without GROUP BY reads as one empty part. */
    public static List<@Nullable String> split(String key) {
        List<@Nullable String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isNull = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '|') {
                parts.add(isNull ? null : part.toString());
                part.setLength(0);
                isNull = false;
            } else if (c == '\\' && i + 1 < key.length()) {
                char escaped = key.charAt(++i);
                if (escaped == 'N') {
                    isNull = true;
                } else {
                    part.append(escaped);
                }
            } else {
                part.append(c);
            }
        }
        parts.add(isNull ? null : part.toString());
        return parts;
    }
}
