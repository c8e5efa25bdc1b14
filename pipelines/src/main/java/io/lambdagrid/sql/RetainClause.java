package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Retention;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
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

/**
 * A clause behind the SELECT of a view, {@code RETAIN column FOR INTERVAL '90' DAY}, which SQL does not have: it is
 * taken out of the text before that is read as SQL.
 */
final class RetainClause {
    private static final String FORM = "Write RETAIN column FOR INTERVAL '90' DAY, as the last clause.";

    private static final Pattern WHOLE_NUMBER = Pattern.compile("'\\s*([+-]?)\\s*(\\d{1,6})\\s*'");

    private static final Map<String, Long> MICROS_BY_UNIT = new TreeMap<>(Map.of(
            "SECOND", Temporal.MICROS_PER_SECOND,
            "MINUTE", 60 * Temporal.MICROS_PER_SECOND,
            "HOUR", 3_600 * Temporal.MICROS_PER_SECOND,
            "DAY", 86_400 * Temporal.MICROS_PER_SECOND));

    private final ViewText text;
    private final int start;
    private final List<ClauseToken> tokens;

    private RetainClause(ViewText text, int start, List<ClauseToken> tokens) {
        this.text = text;
        this.start = start;
        this.tokens = List.copyOf(tokens);
    }

    /**
     * Returns the clause of a view; empty when it has none.
     *
     * @param sql the text up to the clauses that may follow this one
     */
    static Optional<RetainClause> of(ViewText text, String sql) {
        List<ClauseToken> tokens = ClauseToken.all(sql);
        return IntStream.range(0, tokens.size())
                .filter(index -> begins(tokens, index))
                .mapToObj(index ->
                        new RetainClause(text, tokens.get(index).start(), tokens.subList(index, tokens.size())))
                .findFirst();
    }

    private static boolean begins(List<ClauseToken> tokens, int index) {
        if (index == 0 || !tokens.get(index).is("RETAIN")) {
            return false;
        }
        ClauseToken before = tokens.get(index - 1);
        ClauseToken after = index + 1 < tokens.size() ? tokens.get(index + 1) : null;
        return before.endsOperand()
                && (after == null || after.text().startsWith("'") || (after.isName() && !after.followsAlias()));
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
        ClauseToken name = expect(1, "what leaves by what is not said");
        if (!name.isName() || name.is("FOR") || name.is("INTERVAL")) {
            throw invalid(name, "RETAIN does not say by which column rows leave", FORM);
        }
        int column = column(name, view);
        expectWord(2, "FOR");
        expectWord(3, "INTERVAL");
        ClauseToken number = expect(4, "the interval has no length");
        ClauseToken unit = expect(5, "the interval has no unit");
        if (tokens.size() > 6) {
            throw invalid(tokens.get(6), "'" + tokens.get(6).text() + "' follows RETAIN", FORM);
        }
        return view.retaining(new Retention(column, Math.multiplyExact(number(number), micros(unit))));
    }

    private int column(ClauseToken written, ViewDefinition view) {
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

    private long number(ClauseToken written) {
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

    private static String plain(ClauseToken written) {
        return written.text().replace("'", "");
    }

    private long micros(ClauseToken unit) {
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
        ClauseToken token = expect(index, word + " is missing");
        if (!token.is(word)) {
            throw invalid(token, "'" + token.text() + "' stands where " + word + " was expected", FORM);
        }
    }

    private ClauseToken expect(int index, String otherwise) {
        if (index < tokens.size()) {
            return tokens.get(index);
        }
        throw invalid(tokens.get(tokens.size() - 1), "RETAIN is not complete: " + otherwise, FORM);
    }

    private ViewSqlException invalid(ClauseToken token, String title, String advice) {
        return text.invalid(token.position(text.sql()), title, advice);
    }
}
