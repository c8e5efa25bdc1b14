package io.lambdagrid.sql;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriterConfig;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.pretty.SqlPrettyWriter;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.jspecify.annotations.Nullable;

/**
 * A query that somebody who is not trusted may run: one SELECT over named tables, and nothing that writes, defines,
 * calls a function in FROM or reaches into another schema.
 *
 * <p>The text is written anew from what was understood here, with every name in quotes: whatever another parser might
 * make of the original, the engine is only given what was checked.
 *
 * @param sql what to run
 * @param tables every name that stands in FROM
 * @param parameterOrder for each {@code ?} of {@link #sql} the position, from 0, of its argument in the original
 */
public record ReadQuery(String sql, Set<String> tables, List<Integer> parameterOrder) {
    private static final SqlParser.Config SYNTAX = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT);

    private static final int LONGEST = 64 * 1024;
    private static final Pattern BEGIN = Pattern.compile("(?:\\s|\\(|--.*|/\\*(?s:.*?)\\*/)*+(?<word>\\w+)?");

    public ReadQuery {
        tables = Collections.unmodifiableSet(new TreeSet<>(tables));
        parameterOrder = List.copyOf(parameterOrder);
    }

    /**
     * Reads a query.
     *
     * @throws GridException {@link GridError#REQUEST_INVALID} when it is anything else, or too long, too deep or too
     *     wide
     */
    public static ReadQuery parse(String text) {
        if (text.length() > LONGEST) {
            throw refused("The statement has " + text.length() + " characters; " + LONGEST
                    + " are the most. Pass values as parameters.");
        }
        requireSelect(text);
        try {
            SqlNode query = query(text);
            Set<String> tables = new TreeSet<>();
            query.accept(new ReadQueryCheck(tables));
            return written(query, tables);
        } catch (StackOverflowError e) {
            throw tooDeep();
        } catch (CalciteException e) {
            throw refused(firstLine(e));
        }
    }

    /** The parser would say of a statement that it does not know what it would have liked instead. */
    private static void requireSelect(String text) {
        Matcher begin = BEGIN.matcher(text);
        String word = begin.lookingAt() ? begin.group("word") : null;
        if (word == null) {
            throw refused("There is no SQL. Write SELECT ... FROM a view.");
        }
        if (!word.equalsIgnoreCase("SELECT")) {
            throw refused("Only SELECT can be run here, but this begins with '" + word + "'.");
        }
    }

    private static SqlNode query(String text) {
        SqlNodeList statements;
        try {
            statements = SqlParser.create(text, SYNTAX).parseStmtList();
        } catch (SqlParseException e) {
            throw e.getCause() instanceof StackOverflowError ? tooDeep() : refused(firstLine(e));
        }
        if (statements.size() != 1) {
            throw refused("There are " + statements.size() + " statements; one is run at a time.");
        }
        return statements.get(0);
    }

    private static ReadQuery written(SqlNode query, Set<String> tables) {
        List<Integer> order = new ArrayList<>();
        SqlWriterConfig style = SqlPrettyWriter.config()
                .withDialect(PlainDialect.INSTANCE)
                .withQuoteAllIdentifiers(true)
                .withAlwaysUseParentheses(true)
                .withIndentation(0)
                .withClauseStartsLine(false);
        SqlPrettyWriter writer = new SqlPrettyWriter(style, new StringBuilder()) {
            @Override
            public void dynamicParam(int index) {
                order.add(index);
                super.dynamicParam(index);
            }
        };
        return new ReadQuery(writer.format(query), tables, order);
    }

    private static GridException tooDeep() {
        return refused("The statement is nested too deeply. Write it flatter.");
    }

    static GridException refused(String sentence) {
        return new GridException(GridError.REQUEST_INVALID, sentence);
    }

    private static String firstLine(Exception e) {
        String line = String.valueOf(e.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("\\s*Was expecting.*", "")
                .strip();
        return line.endsWith(".") ? line : line + ".";
    }

    /** Double quotes around names, single ones around texts, and nothing else that could be read in two ways. */
    private static final class PlainDialect extends SqlDialect {
        private static final PlainDialect INSTANCE = new PlainDialect();

        PlainDialect() {
            super(SqlDialect.EMPTY_CONTEXT.withIdentifierQuoteString("\"").withLiteralQuoteString("'"));
        }

        @Override
        public void quoteStringLiteral(StringBuilder text, @Nullable String charset, String value) {
            text.append('\'').append(value.replace("'", "''")).append('\'');
        }
    }
}
