package io.lambdagrid.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration cannot be used; says every reason, file by file. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<Problem> problems;

    ConfigurationException(List<Problem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns what is wrong, by source and line. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        Map<String, List<Problem>> bySource = problems.stream()
                .collect(Collectors.groupingBy(
                        problem -> problem.place().source(), LinkedHashMap::new, Collectors.toList()));
        List<String> paragraphs = new ArrayList<>();
        bySource.forEach((source, ofSource) -> paragraphs.add(describe(source, ofSource)));
        return String.join("\n", paragraphs);
    }

    private static String describe(String source, List<Problem> problems) {
        int width = problems.stream()
                .mapToInt(problem -> problem.place().lineAndColumn().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder(source)
                .append(problems.size() == 1 ? " has 1 error" : " has " + problems.size() + " errors");
        for (Problem problem : problems) {
            String place = problem.place().lineAndColumn();
            text.append("\n  ");
            if (width > 0) {
                text.append(place).append(" ".repeat(width - place.length() + 2));
            }
            text.append(problem.error().code()).append("  ").append(indented(problem.sentence()));
        }
        return text.toString();
    }

    private static String indented(String sentence) {
        return sentence.replace("\n", "\n    ");
    }
}
