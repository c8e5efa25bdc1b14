package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ScalarFunction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions of texts. Lengths and positions count Unicode characters; NULL when any argument is NULL. */
public enum Text implements ScalarFunction {
    UPPER {
        @Override
        Object apply(Object[] values) {
            return text(values, 0).toUpperCase(Locale.ROOT);
        }
    },
    LOWER {
        @Override
        Object apply(Object[] values) {
            return text(values, 0).toLowerCase(Locale.ROOT);
        }
    },
    CHAR_LENGTH {
        @Override
        Object apply(Object[] values) {
            String text = text(values, 0);
            return text.codePointCount(0, text.length());
        }
    },
    CONCAT {
        @Override
        Object apply(Object[] values) {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < values.length; i++) {
                joined.append(text(values, i));
            }
            return joined.toString();
        }
    },
    /** Arguments: the character to trim, the text. */
    TRIM_LEADING {
        @Override
        Object apply(Object[] values) {
            String text = text(values, 1);
            return text.substring(leading(text, text(values, 0)));
        }
    },
    /** Arguments: the character to trim, the text. */
    TRIM_TRAILING {
        @Override
        Object apply(Object[] values) {
            String text = text(values, 1);
            return text.substring(0, trailing(text, text(values, 0), 0));
        }
    },
    /** Arguments: the character to trim, the text. */
    TRIM_BOTH {
        @Override
        Object apply(Object[] values) {
            String text = text(values, 1);
            int start = leading(text, text(values, 0));
            return text.substring(start, trailing(text, text(values, 0), start));
        }
    },
    /** Arguments: the text, the position of the first character counted from 1, the length if there is one. */
    SUBSTRING {
        @Override
        Object apply(Object[] values) {
            String text = text(values, 0);
            long start = ((Number) values[1]).longValue();
            int length = text.codePointCount(0, text.length());
            // As SQL defines it: the positions from start up to its end that exist, so FROM 0 FOR 2 is one character.
            long end = values.length == 2 ? length + 1L : start + length(values[2]);
            int from = (int) Math.min(Math.max(start, 1), length + 1L) - 1;
            int to = (int) Math.min(Math.max(end - 1, from), length);
            return length == text.length()
                    ? text.substring(from, to)
                    : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
        }

        private static int length(Object value) {
            int length = ((Number) value).intValue();
            if (length < 0) {
                throw new NotComputableException("SUBSTRING cannot have the length '" + length + "'");
            }
            return length;
        }
    };

    @Override
    public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
        Object[] values = new Object[call.arguments().size()];
        for (int i = 0; i < values.length; i++) {
            Object value = call.argument(i).evaluate(row);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return apply(values);
    }

    /** @param values none of them NULL */
    abstract Object apply(Object[] values);

    private static String text(Object[] values, int index) {
        return (String) values[index];
    }

    private static int leading(String text, String character) {
        int start = 0;
        while (text.startsWith(character, start)) {
            start += character.length();
        }
        return start;
    }

    private static int trailing(String text, String character, int start) {
        int end = text.length();
        while (end - character.length() >= start && text.startsWith(character, end - character.length())) {
            end -= character.length();
        }
        return end;
    }
}
