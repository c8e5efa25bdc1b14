package io.lambdagrid.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** Returns {@code "Did you mean 'x'? "} for the name closest to what was written, or nothing if none is close. */
    static String didYouMean(String written, Collection<String> names) {
        return closest(written, names)
                .map(name -> "Did you mean '" + name + "'?  ")
                .orElse("");
    }

    /** Returns {@code " Did you mean 'x'?"}, to be put behind a sentence, or nothing if no name is close. */
    public static String sentence(String written, Collection<String> names) {
        return closest(written, names)
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }

    private static Optional<String> closest(String written, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String lower = written.toLowerCase(Locale.ROOT);
        Comparator<String> byDistance =
                Comparator.comparingInt(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)));
        return names.stream()
                .min(byDistance.thenComparing(Comparator.naturalOrder()))
                .filter(name -> {
                    int edits = distance.apply(lower, name.toLowerCase(Locale.ROOT));
                    return edits <= Math.max(2, name.length() / 3) && edits < name.length() - 1;
                });
    }
}
