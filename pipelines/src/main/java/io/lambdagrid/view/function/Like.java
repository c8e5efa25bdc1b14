package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code text LIKE pattern [ESCAPE character]}: {@code %} stands for any text, {@code _} for any one character.
 *
 * @param constant the pattern when it is the same for all rows; otherwise {@code null}, and each row compiles its own
 */
public record Like(@Nullable Pattern constant) implements ScalarFunction {
    /** A LIKE whose pattern is read from the row. */
    public static Like perRow() {
        return new Like(null);
    }

    /**
     * A LIKE with a constant pattern.
     *
     * @throws NotComputableException when the escape is not one character or escapes neither %, _ nor itself
     */
    public static Like constant(String pattern, @Nullable String escape) {
        return new Like(compile(pattern, escape));
    }

    @Override
    public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
        Object text = call.argument(0).evaluate(row);
        if (text == null) {
            return null;
        }
        if (constant != null) {
            return constant.matcher((String) text).matches();
        }
        Object pattern = call.argument(1).evaluate(row);
        boolean escaped = call.arguments().size() > 2;
        Object escape = escaped ? call.argument(2).evaluate(row) : null;
        if (pattern == null || (escaped && escape == null)) {
            return null;
        }
        return compile((String) pattern, (String) escape).matcher((String) text).matches();
    }

    private static Pattern compile(String pattern, @Nullable String escape) {
        if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
            throw new NotComputableException("The ESCAPE of LIKE is '" + escape + "', expected one character");
        }
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        boolean afterEscape = false;
        for (int character : pattern.codePoints().toArray()) {
            boolean isEscape = escape != null && character == escape.codePointAt(0);
            if (afterEscape && !isEscape && character != '%' && character != '_') {
                throw new NotComputableException(
                        "The pattern '" + pattern + "' of LIKE escapes a character that is neither % nor _");
            }
            if (isEscape && !afterEscape) {
                afterEscape = true;
                continue;
            }
            if (character == '%' && !afterEscape) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(character == '_' && !afterEscape ? "." : quote(character));
            }
            afterEscape = false;
        }
        if (afterEscape) {
            throw new NotComputableException("The pattern '" + pattern + "' of LIKE ends with its escape character");
        }
        return Pattern.compile(join(segments, segment.toString()), Pattern.DOTALL);
    }

    /**
     * Joins what stands before, between and behind the {@code %} signs. Each segment between takes its first place and
     * never gives it back (the first is as good as any), so that no text can make the match take more than linear time
     * for each segment.
     */
    private static String join(List<String> segments, String last) {
        if (segments.isEmpty()) {
            return last;
        }
        StringBuilder regex = new StringBuilder(segments.get(0));
        for (String between : segments.subList(1, segments.size())) {
            regex.append("(?>.*?").append(between).append(')');
        }
        return regex.append(".*").append(last).toString();
    }

    private static String quote(int character) {
        return Pattern.quote(Character.toString(character));
    }

    @Override
    public String toString() {
        return "LIKE";
    }
}
