package io.lambdagrid.sql;

import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL of a view cannot be used. The message shows each problem with its line and place; the code, line and column
 * are those of the first.
 */
public final class ViewSqlException extends GridException {
    private final int line;
    private final int column;

    /** @param problems at least one, in the order of the text */
    ViewSqlException(ViewText text, List<SqlProblem> problems) {
        super(problems.get(0).error(), sentence(text, problems));
        this.line = problems.get(0).position().getLineNum();
        this.column = problems.get(0).position().getColumnNum();
    }

    private static String sentence(ViewText text, List<SqlProblem> problems) {
        String others = problems.stream()
                .skip(1)
                .map(problem -> "\n" + problem.error().code() + "  " + problem.report(text))
                .collect(Collectors.joining());
        return problems.get(0).report(text) + others;
    }

    /** Returns the line of the SQL text, counted from 1. */
    public int line() {
        return line;
    }

    /** Returns the character within the line, counted from 1. */
    public int column() {
        return column;
    }
}
