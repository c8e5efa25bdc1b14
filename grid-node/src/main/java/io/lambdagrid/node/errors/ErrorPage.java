package io.lambdagrid.node.errors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page docs/errors.md, which is packed into the program: one section for each code. */
public final class ErrorPage {
    private static final String RESOURCE = "/errors.md";
    private static final Pattern HEADING = Pattern.compile("(?m)^## (?<code>LG-\\d+): (?<title>.+)$");
    private static final Pattern CODE = Pattern.compile("(?i)(?:LG-?)?(?<number>\\d{3})");

    private final List<Explanation> explanations;

    private ErrorPage(List<Explanation> explanations) {
        this.explanations = List.copyOf(explanations);
    }

    /** Reads the page that comes with the program. */
    public static ErrorPage read() {
        try (InputStream page = ErrorPage.class.getResourceAsStream(RESOURCE)) {
            if (page == null) {
                throw new IllegalStateException("There is no resource '" + RESOURCE + "'");
            }
            return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ErrorPage parse(String page) {
        List<MatchResult> headings = HEADING.matcher(page).results().toList();
        List<Explanation> explanations = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            MatchResult heading = headings.get(i);
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : page.length();
            String text = page.substring(heading.end(), end).strip();
            explanations.add(new Explanation(heading.group(1), heading.group(2), text));
        }
        return new ErrorPage(explanations);
    }

    /** Returns all explanations, in the order of the page. */
    public List<Explanation> explanations() {
        return explanations;
    }

    /** Returns what a code means, given as {@code LG-312}, {@code lg312} or {@code 312}. */
    public Optional<Explanation> find(String given) {
        return CODE.matcher(given.strip().toUpperCase(Locale.ROOT))
                .results()
                .filter(code -> code.group().length() == given.strip().length())
                .map(code -> "LG-" + code.group(1))
                .findFirst()
                .flatMap(code -> explanations.stream()
                        .filter(explanation -> explanation.code().equals(code))
                        .findFirst());
    }
}
