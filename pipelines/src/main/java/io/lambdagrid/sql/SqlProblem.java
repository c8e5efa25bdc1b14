package io.lambdagrid.sql;

import io.lambdagrid.view.GridError;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * One thing wrong with the SQL of a view.
 *
 * @param title what is wrong, without a full stop
 * @param position lines and columns count from 1; the end is included
 * @param advice what to do about it, in whole sentences
 */
record SqlProblem(GridError error, String title, SqlParserPos position, String advice) {
    /** The SQL cannot mean anything. */
    static SqlProblem invalid(SqlParserPos position, String title, String advice) {
        return new SqlProblem(GridError.VIEW_SQL_INVALID, title, position, advice);
    }

    /** The SQL means something that a view cannot keep. */
    static SqlProblem unsupported(SqlParserPos position, String title, String advice) {
        return new SqlProblem(GridError.VIEW_SQL_UNSUPPORTED, title, position, advice);
    }

    /** Returns the title, the offending line with the place underlined, and the advice. */
    String report(ViewText text) {
        String line = text.line(position.getLineNum());
        int start = Math.max(position.getColumnNum() - 1, 0);
        boolean endsHere = position.getEndLineNum() == position.getLineNum();
        int end = endsHere ? position.getEndColumnNum() : line.length();
        int length = Math.max(1, Math.min(end, line.length()) - start);
        String indent = line.substring(0, Math.min(start, line.length())).replaceAll("[^\t]", " ");
        return title + " in view '" + text.viewName() + "'\n"
                + String.format("%4d | %s\n", position.getLineNum(), line)
                + "     | " + indent + "^".repeat(length) + "\n"
                + "   " + advice;
    }
}
