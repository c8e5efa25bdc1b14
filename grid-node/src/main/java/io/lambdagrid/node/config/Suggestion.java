package io.lambdagrid.node.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant to write. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns {@code " Did you mean 'x'?"} with the nearest of the known words, or an empty text when none is near. */
    public static String sentence(String written, Collection<String> known) {
        return nearest(written, known)
                .map(word -> " Did you mean '" + word + "'?")
                .orElse("");
    }

    private static Optional<String> nearest(String written, Collection<String> known) {
        int limit = Math.max(1, written.length() / 4);
        return known.stream()
                .filter(word -> distance(written, word) <= limit)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
