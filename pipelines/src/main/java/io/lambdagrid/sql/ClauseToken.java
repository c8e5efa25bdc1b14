package io.lambdagrid.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A word, a literal or a character of a view's text, with where it begins: what the clauses are found by that SQL does
 * not have.
 */
record ClauseToken(String text, int start) {
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\r\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|[\\p{N}.]+|\\S",
            Pattern.DOTALL);

    /** After these an operand follows, so that the word of a clause is the name of a column. */
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

    /** Returns the tokens of a text without its comments and the semicolons at its end. */
    static List<ClauseToken> all(String sql) {
        List<ClauseToken> tokens = new ArrayList<>();
        Matcher next = TOKEN.matcher(sql);
        while (next.find()) {
            boolean isComment = next.group().startsWith("--") || next.group().startsWith("/*");
            if (!isComment) {
                tokens.add(new ClauseToken(next.group(), next.start()));
            }
        }
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens.remove(tokens.size() - 1);
        }
        return tokens;
    }

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

    /** Returns whether an expression, or a name, can end here. */
    boolean endsOperand() {
        return is(")")
                || text.startsWith("'")
                || Character.isDigit(text.charAt(0))
                || (isName() && !BEFORE_OPERAND.contains(text.toUpperCase(Locale.ROOT)));
    }

    /** Returns whether the word before this one is the alias of a dataset. */
    boolean followsAlias() {
        return AFTER_ALIAS.contains(text.toUpperCase(Locale.ROOT));
    }

    SqlParserPos position(String sql) {
        String before = sql.substring(0, start);
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        int column = start - (before.lastIndexOf('\n') + 1) + 1;
        return new SqlParserPos(line, column, line, column + text.length() - 1);
    }
}
