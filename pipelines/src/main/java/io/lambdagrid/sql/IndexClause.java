package io.lambdagrid.sql;

import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.RowIndex;
import io.lambdagrid.view.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The last clause of a view, {@code INDEX (column), INDEX SORTED (column, column)}, which SQL does not have: it is
 * taken out of the text before that is read as SQL.
 */
final class IndexClause {
    private static final String FORM =
            "Write INDEX (column) to find rows by what is equal, INDEX SORTED (column) to find"
                    + " ranges and rows in order; several with commas, as the last clause.";

    private static final String CHANGES =
            "It changes with the events: a row that moves within an index while somebody reads it"
                    + " would be found twice, or not at all.  ";

    private final ViewText text;
    private final int start;
    private final List<ClauseToken> tokens;
    private int next;

    private IndexClause(ViewText text, int start, List<ClauseToken> tokens) {
        this.text = text;
        this.start = start;
        this.tokens = List.copyOf(tokens);
    }

    /** Returns the clause of a view; empty when it has none. */
    static Optional<IndexClause> of(ViewText text) {
        List<ClauseToken> tokens = ClauseToken.all(text.sql());
        return IntStream.range(0, tokens.size())
                .filter(index -> begins(tokens, index))
                .mapToObj(
                        index -> new IndexClause(text, tokens.get(index).start(), tokens.subList(index, tokens.size())))
                .findFirst();
    }

    private static boolean begins(List<ClauseToken> tokens, int index) {
        if (index == 0
                || !tokens.get(index).is("INDEX")
                || !tokens.get(index - 1).endsOperand()) {
            return false;
        }
        ClauseToken after = index + 1 < tokens.size() ? tokens.get(index + 1) : null;
        return after == null || after.is("(") || (after.isName() && !after.followsAlias() && !after.is("FROM"));
    }

    /** Returns the text without the clause; everything else stays where it was. */
    String rest() {
        return text.sql().substring(0, start);
    }

    /**
     * Returns a view with the indexes that the clause names.
     *
     * @throws ViewSqlException LG-101 when the clause does not fit the view
     */
    ViewDefinition applyTo(ViewDefinition view) {
        if (view.groupBy().isEmpty()) {
            throw invalid(
                    tokens.get(0),
                    "INDEX is not possible without GROUP BY",
                    "This view has one row: there is nothing to find. Leave INDEX away.");
        }
        List<RowIndex> indexes = new ArrayList<>();
        next = 0;
        do {
            ClauseToken word = take("INDEX is missing");
            if (!word.is("INDEX")) {
                throw invalid(word, "'" + word.text() + "' stands where INDEX was expected", FORM);
            }
            RowIndex index = index(view);
            if (indexes.contains(index)) {
                throw invalid(word, "This index is there already", "Leave one of the two away.");
            }
            indexes.add(index);
        } while (takeIf(","));
        if (next < tokens.size()) {
            ClauseToken behind = tokens.get(next);
            String advice = behind.is("RETAIN") ? "Write RETAIN before INDEX." : FORM;
            throw invalid(behind, "'" + behind.text() + "' follows INDEX", advice);
        }
        return view.indexed(indexes);
    }

    private RowIndex index(ViewDefinition view) {
        boolean isSorted = takeIf("SORTED");
        ClauseToken open = take("no column is named");
        if (!open.is("(")) {
            throw invalid(open, "'" + open.text() + "' stands where SORTED or ( was expected", FORM);
        }
        List<String> columns = new ArrayList<>();
        do {
            columns.add(column(view, columns));
        } while (takeIf(","));
        ClauseToken close = take(") is missing");
        if (!close.is(")")) {
            throw invalid(close, "'" + close.text() + "' stands where , or ) was expected", FORM);
        }
        return new RowIndex(isSorted ? RowIndex.Kind.SORTED : RowIndex.Kind.HASH, columns);
    }

    private String column(ViewDefinition view, List<String> before) {
        ClauseToken written = take("no column is named");
        if (!written.isName()) {
            throw invalid(written, "'" + written.text() + "' is not the name of a column", FORM);
        }
        String name = written.name();
        List<String> groups = view.groupBy().stream().map(GroupColumn::name).toList();
        if (!groups.contains(name)) {
            boolean isMeasure =
                    view.outputs().stream().anyMatch(column -> column.name().equals(name));
            throw invalid(
                    written,
                    isMeasure ? "'" + name + "' cannot be indexed" : "'" + name + "' is not a column of GROUP BY",
                    (isMeasure ? CHANGES : Suggestion.didYouMean(name, groups)) + "Rows can be indexed by: "
                            + String.join(", ", groups) + ".");
        }
        if (before.contains(name)) {
            throw invalid(written, "'" + name + "' is in this index already", "Name each column once.");
        }
        return name;
    }

    private boolean takeIf(String word) {
        boolean found = next < tokens.size() && tokens.get(next).is(word);
        if (found) {
            next++;
        }
        return found;
    }

    private ClauseToken take(String otherwise) {
        if (next < tokens.size()) {
            return tokens.get(next++);
        }
        throw invalid(tokens.get(tokens.size() - 1), "INDEX is not complete: " + otherwise, FORM);
    }

    private ViewSqlException invalid(ClauseToken token, String title, String advice) {
        return text.invalid(token.position(text.sql()), title, advice);
    }
}
