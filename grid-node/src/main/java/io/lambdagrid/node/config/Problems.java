package io.lambdagrid.node.config;

import io.lambdagrid.view.GridError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers mistakes, so that a reader of the configuration can go on and find the next one. Not thread-safe. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(GridError error, Place place, String sentence) {
        found.add(new Problem(error, place, sentence));
    }

    /** Whether anything is wrong in a source. */
    boolean isFaulty(String source) {
        return found.stream().anyMatch(problem -> problem.place().source().equals(source));
    }

    int count() {
        return found.size();
    }

    /** Ends the reading with all that was found. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(inOrder());
        }
    }

    private List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparing(Problem::place)).toList();
    }
}
