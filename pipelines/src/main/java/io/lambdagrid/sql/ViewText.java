package io.lambdagrid.sql;

import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The name and SQL of the view being read: what every complaint about it must show. */
record ViewText(String viewName, String sql) {
    /** Returns a line of the text, counted from 1; empty when there is none. */
    String line(int number) {
        List<String> lines = sql.lines().toList();
        return number >= 1 && number <= lines.size() ? lines.get(number - 1).stripTrailing() : "";
    }

    /** Returns what stands at a position, its line breaks and runs of blanks as single blanks. */
    String excerpt(SqlParserPos position) {
        StringBuilder excerpt = new StringBuilder();
        for (int number = position.getLineNum(); number <= position.getEndLineNum(); number++) {
            String line = line(number);
            int start = number == position.getLineNum() ? position.getColumnNum() - 1 : 0;
            int end = number == position.getEndLineNum() ? position.getEndColumnNum() : line.length();
            excerpt.append(line, Math.min(start, line.length()), Math.min(end, line.length()))
                    .append(' ');
        }
        return excerpt.toString().replaceAll("\\s+", " ").strip();
    }

    ViewSqlException invalid(SqlParserPos position, String title, String advice) {
        return new ViewSqlException(this, List.of(SqlProblem.invalid(position, title, advice)));
    }

    ViewSqlException unsupported(SqlParserPos position, String title, String advice) {
        return new ViewSqlException(this, List.of(SqlProblem.unsupported(position, title, advice)));
    }
}
