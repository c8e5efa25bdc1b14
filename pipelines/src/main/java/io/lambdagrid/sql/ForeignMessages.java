package io.lambdagrid.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The messages of the parser and the validator, in our form. */
final class ForeignMessages {
    /** The parser stumbles over the quote of a text that never ends, but points at the token before it. */
    private static final Pattern UNCLOSED_TEXT = Pattern.compile("Encountered \".*\\\\'\" at line.*", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("\\w+");

    /** What the validator says, what we say (with its groups), and what to do about it. */
    private enum Translation {
        NOT_GROUPED(
                "Expression '(.*)' is not being grouped",
                "'$1' is neither in GROUP BY nor inside an aggregate",
                "Add it to GROUP BY, or take one value of it, such as with MAX."),
        WRONG_TYPES(
                "(Cannot apply '.*' to arguments of type '.*')\\. Supported form.*",
                "$1",
                "No type is converted silently: write CAST(x AS type)."),
        MIXED_TYPES(
                "(?:Illegal mixing of types|Cannot infer return type|Values passed to IN).*",
                "The values are of different types",
                "No type is converted silently: write CAST(x AS type)."),
        UNTYPED_NULL("Illegal use of 'NULL'", "This NULL has no type", "Write CAST(NULL AS type)."),
        AGGREGATE_IN_FILTER(
                "FILTER must not contain aggregate expression",
                "An aggregate in FILTER is not possible",
                "FILTER chooses rows before they are aggregated."),
        ARGUMENT_COUNT(
                "Invalid number of arguments to function '(.*)'\\. Was expecting (.*) arguments",
                "'$1' has the wrong number of arguments, expected $2",
                "Add or remove arguments."),
        NESTED(
                "Aggregate expressions cannot be nested",
                "An aggregate of an aggregate is not possible",
                "Define a view for the inner one, and aggregate when you query it."),
        AGGREGATE_IN_WHERE(
                "Aggregate expression is illegal in (.*) clause",
                "An aggregate in $1 is not possible",
                "Rows are chosen and grouped before they are aggregated: filter when you query the view."),
        NO_CONDITION(
                "(.*) clause must be a condition",
                "$1 wants a condition",
                "Write one that is TRUE or FALSE for each row, such as quantity > 0."),
        NO_TABLE("Table '(.*)' not found", "Unknown dataset '$1'", "Use the name or alias that stands in FROM."),
        NO_COLUMN(
                "Column '(.*)' not found in .*",
                "Unknown column '$1'",
                "An alias of the SELECT list can be used in GROUP BY only.");

        private final Pattern foreign;
        private final String title;
        private final String advice;

        Translation(String foreign, String title, String advice) {
            this.foreign = Pattern.compile(foreign, Pattern.DOTALL);
            this.title = title;
            this.advice = advice;
        }
    }

    private ForeignMessages() {}

    static ViewSqlException ofParser(ViewText text, SqlParseException e) {
        SqlParserPos position = e.getPos();
        if (position == null) {
            return text.invalid(new SqlParserPos(1, 1), "There is no SELECT", "Write SELECT ... FROM ...");
        }
        if (UNCLOSED_TEXT.matcher(String.valueOf(e.getMessage())).matches()) {
            int quote = text.line(position.getLineNum()).indexOf('\'', position.getColumnNum() - 1);
            SqlParserPos place = quote < 0 ? position : new SqlParserPos(position.getLineNum(), quote + 1);
            return text.invalid(place, "A text begins here and never ends", "Close it with another '.");
        }
        String found = text.excerpt(position);
        return text.invalid(position, "'" + found + "' cannot stand here", advice(found, e));
    }

    private static String advice(String found, SqlParseException e) {
        List<String> expected = e.getExpectedTokenNames().stream()
                .map(token -> token.replace("\"", ""))
                .filter(token -> WORD.matcher(token).matches())
                .toList();
        String suggestion = Suggestion.didYouMean(found, expected).strip();
        if (!suggestion.isEmpty()) {
            return suggestion;
        }
        return WORD.matcher(found).matches() && !expected.isEmpty()
                ? "A name that is a word of SQL must stand in double quotes: \"" + found.toLowerCase(Locale.ROOT)
                        + "\"."
                : "A view is SELECT ... FROM ... WHERE ... GROUP BY ...";
    }

    static ViewSqlException ofValidator(ViewText text, CalciteException e) {
        SqlParserPos position = e instanceof CalciteContextException placed
                ? new SqlParserPos(
                        placed.getPosLine(), placed.getPosColumn(), placed.getEndPosLine(), placed.getEndPosColumn())
                : new SqlParserPos(1, 1);
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = String.valueOf(cause.getMessage());
        for (Translation translation : Translation.values()) {
            Matcher matcher = translation.foreign.matcher(message);
            if (matcher.matches()) {
                String title = matcher.replaceFirst(translation.title).replace("\n", " ");
                return text.invalid(position, title, translation.advice);
            }
        }
        return text.invalid(position, message.replace("\n", " "), "Change this part of the SQL.");
    }
}
