package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Retention;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The last clause of a view, {@code RETAIN column FOR INTERVAL '90' DAY}, which SQL does not have: it is taken out of
 * the text before that is read as SQL.
 */
final class RetainClause {
    private static final String FORM = "Write RETAIN column FOR INTERVAL '90' DAY, as the last clause.";

    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\r\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|[\\p{N}.]+|\\S",
            Pattern.DOTALL);

    private static final Pattern WHOLE_NUMBER = Pattern.compile("'\\s*([+-]?)\\s*(\\d{1,6})\\s*'");

    /** After these an operand follows, so that RETAIN is the name of a column. */
    private static final Set<String> BEFORE_OPERAND = Set.of(
            "SELECT",
            "DISTINCT",
            "WHERE",
            "BY",
            "ON",
            "AND",
            "OR",
            "NOT",
            "AS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "IN",
            "LIKE",
            "BETWEEN",
            "FROM",
            "TO",
            "IS",
            "INTERVAL");

    /** Before these it is the alias of a dataset. */
    private static final Set<String> AFTER_ALIAS = Set.of("WHERE", "GROUP", "HAVING", "ORDER", "WINDOW", "JOIN", "AS");

    private static final Map<String, Long> MICROS_BY_UNIT = new TreeMap<>(Map.of(
            "SECOND", Temporal.MICROS_PER_SECOND,
            "MINUTE", 60 * Temporal.MICROS_PER_SECOND,
            "HOUR", 3_600 * Temporal.MICROS_PER_SECOND,
            "DAY", 86_400 * Temporal.MICROS_PER_SECOND));

    private final ViewText text;
    private final int start;
    private final List<Token> tokens;

    /** A word or a character, with where it begins in the text. */
    private record Token(String text, int start) {
        int end() {
            return start + text.length();
        }

        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }

        boolean isName() {
            return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_' || text.charAt(0) == '"';
        }

        String name() {
            return text.charAt(0) == '"'
                    ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                    : text.toLowerCase(Locale.ROOT);
        }
    }

    private RetainClause(ViewText text, int start, List<Token> tokens) {
        this.text = text;
        this.start = start;
        this.tokens = List.copyOf(tokens);
    }

    /** Returns the clause of a view; empty when it has none. */
    static Optional<RetainClause> of(ViewText text) {
        List<Token> tokens = tokens(text.sql());
        return IntStream.range(0, tokens.size())
                .filter(index -> begins(tokens, index))
                .mapToObj(index ->
                        new RetainClause(text, tokens.get(index).start(), tokens.subList(index, tokens.size())))
                .findFirst();
    }

    private static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher next = TOKEN.matcher(sql);
        while (next.find()) {
            boolean isComment = next.group().startsWith("--") || next.group().startsWith("/*");
            if (!isComment) {
                tokens.add(new Token(next.group(), next.start()));
            }
        }
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens.remove(tokens.size() - 1);
        }
        return tokens;
    }

    private static boolean begins(List<Token> tokens, int index) {
        if (index == 0 || !tokens.get(index).is("RETAIN")) {
            return false;
        }
        Token before = tokens.get(index - 1);
        Token after = index + 1 < tokens.size() ? tokens.get(index + 1) : null;
        boolean endsOperand = before.is(")")
                || before.text().startsWith("'")
                || Character.isDigit(before.text().charAt(0))
                || (before.isName() && !BEFORE_OPERAND.contains(before.text().toUpperCase(Locale.ROOT)));
        return endsOperand
                && (after == null
                        || after.text().startsWith("'")
                        || (after.isName() && !AFTER_ALIAS.contains(after.text().toUpperCase(Locale.ROOT))));
    }

    /** Returns the text without the clause; everything else stays where it was. */
    String rest() {
        return text.sql().substring(0, start);
    }

    /**
     * Returns a view with what the clause says of its rows.
     *
     * @throws ViewSqlException LG-101 when the clause does not fit the view
     */
    ViewDefinition applyTo(ViewDefinition view) {
        Token name = expect(1, "what leaves by what is not said");
        if (!name.isName() || name.is("FOR") || name.is("INTERVAL")) {
            throw invalid(name, "RETAIN does not say by which column rows leave", FORM);
        }
        int column = column(name, view);
        expectWord(2, "FOR");
        expectWord(3, "INTERVAL");
        Token number = expect(4, "the interval has no length");
        Token unit = expect(5, "the interval has no unit");
        if (tokens.size() > 6) {
            throw invalid(tokens.get(6), "'" + tokens.get(6).text() + "' follows RETAIN", FORM);
        }
        return view.retaining(new Retention(column, Math.multiplyExact(number(number), micros(unit))));
    }

    private int column(Token written, ViewDefinition view) {
        List<GroupColumn> groups = view.groupBy();
        List<String> times = groups.stream()
                .filter(group -> isTime(group.type()))
                .map(GroupColumn::name)
                .toList();
        if (times.isEmpty()) {
            throw invalid(
                    written,
                    "RETAIN is not possible without a time bucket",
                    "The rows of this view do not grow old: group by one, such as FLOOR(moment TO DAY) AS event_day, or leave"
                            + " RETAIN away.");
        }
        int index = IntStream.range(0, groups.size())
                .filter(group -> groups.get(group).name().equals(written.name()))
                .findFirst()
                .orElse(-1);
        String advice =
                Suggestion.didYouMean(written.name(), times) + "Rows can leave by: " + String.join(", ", times) + ".";
        if (index < 0) {
            throw invalid(written, "'" + written.name() + "' is not a column of GROUP BY", advice);
        }
        if (!isTime(groups.get(index).type())) {
            throw invalid(
                    written,
                    "'" + written.name() + "' is of type " + groups.get(index).type()
                            + ", expected a DATE or TIMESTAMP",
                    advice);
        }
        return index;
    }

    private static boolean isTime(ColumnType type) {
        return type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
    }

    private long number(Token written) {
        Matcher number = WHOLE_NUMBER.matcher(written.text());
        if (!number.matches()) {
            throw invalid(written, "'" + plain(written) + "' is not a whole number in quotes", FORM);
        }
        long value = Long.parseLong(number.group(2));
        if (value == 0 || number.group(1).equals("-")) {
            throw invalid(
                    written,
                    "Rows cannot be retained for '" + plain(written) + "'",
                    "The interval is greater than zero; leave RETAIN away to keep all rows.");
        }
        return value;
    }

    private static String plain(Token written) {
        return written.text().replace("'", "");
    }

    private long micros(Token unit) {
        Long micros = MICROS_BY_UNIT.get(unit.text().toUpperCase(Locale.ROOT));
        if (micros != null) {
            return micros;
        }
        boolean isUneven =
                Set.of("MONTH", "QUARTER", "YEAR").contains(unit.text().toUpperCase(Locale.ROOT));
        throw invalid(
                unit,
                "'" + unit.text() + "' is not a unit of RETAIN",
                (isUneven ? "" : Suggestion.didYouMean(unit.text(), MICROS_BY_UNIT.keySet()))
                        + MICROS_BY_UNIT.keySet().stream().collect(Collectors.joining(", ", "There are: ", "."))
                        + (isUneven ? "  Months and years differ in length: write them in days." : ""));
    }

    private void expectWord(int index, String word) {
        Token token = expect(index, word + " is missing");
        if (!token.is(word)) {
            throw invalid(token, "'" + token.text() + "' stands where " + word + " was expected", FORM);
        }
    }

    private Token expect(int index, String otherwise) {
        if (index < tokens.size()) {
            return tokens.get(index);
        }
        throw invalid(tokens.get(tokens.size() - 1), "RETAIN is not complete: " + otherwise, FORM);
    }

    private ViewSqlException invalid(Token token, String title, String advice) {
        return text.invalid(position(token), title, advice);
    }

    private SqlParserPos position(Token token) {
        String before = text.sql().substring(0, token.start());
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        int column = token.start() - (before.lastIndexOf('\n') + 1) + 1;
        return new SqlParserPos(line, column, line, column + token.end() - token.start() - 1);
    }
}
