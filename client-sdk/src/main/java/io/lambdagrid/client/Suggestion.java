package io.lambdagrid.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that somebody probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** Returns {@code Did you mean 'name'? } with a trailing space; empty when nothing is similar. */
    static String of(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(1, wrong.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(name -> name))
                .map(name -> "Did you mean '" + name + "'? ")
                .orElse("");
    }

    /** Levenshtein's distance, case ignored: how many characters to insert, delete or replace. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
