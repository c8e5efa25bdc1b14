package io.lambdagrid.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that are better not written into a configuration file: {@code ${env:NAME}} stands for a variable of the
 * environment and {@code ${file:PATH}} for the text of a file, without the line break at its end.
 */
final class SecretText {
    static final String EXPECTED =
            "a text, or name with ${env:NAME} a variable that is set or with ${file:PATH} a file that can be read";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?<kind>env|file):(?<name>[^}]+)}");

    private SecretText() {}

    /** Returns the text with what its references stand for; empty when one of them stands for nothing. */
    static Optional<String> resolved(String text, UnaryOperator<@Nullable String> environment) {
        StringBuilder resolved = new StringBuilder();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            String name = reference.group("name");
            String value = reference.group("kind").equals("env") ? environment.apply(name) : content(name);
            if (value == null) {
                return Optional.empty();
            }
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return Optional.of(reference.appendTail(resolved).toString());
    }

    private static @Nullable String content(String file) {
        try {
            return Files.readString(Path.of(file)).replaceFirst("\\R$", "");
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
