package io.lambdagrid.node.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of SQL that queries of views are made of. */
final class SqlWords {
    /** A statement begins so, and a query in parentheses. */
    private static final List<String> BEGINNINGS = List.of("SELECT", "SHOW MAPPINGS", "EXPLAIN PLAN FOR");

    private static final List<String> KEYWORDS = List.of(
            "DISTINCT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "HAVING",
            "ORDER BY",
            "ASC",
            "DESC",
            "NULLS",
            "LIMIT",
            "OFFSET",
            "JOIN",
            "LEFT",
            "INNER",
            "ON",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "BETWEEN",
            "LIKE",
            "IS",
            "NULL",
            "TRUE",
            "FALSE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "UNION ALL",
            "EXISTS",
            "COUNT",
            "SUM",
            "AVG",
            "MIN",
            "MAX",
            "ABS",
            "ROUND",
            "FLOOR",
            "CEIL",
            "COALESCE",
            "NULLIF",
            "UPPER",
            "LOWER",
            "TRIM",
            "SUBSTRING",
            "LENGTH",
            "CONCAT",
            "EXTRACT",
            "VARCHAR",
            "BIGINT",
            "INTEGER",
            "DOUBLE",
            "DECIMAL",
            "BOOLEAN",
            "DATE",
            "TIMESTAMP",
            "INTERVAL");

    /** After these a name of something with rows is expected, and nothing else. */
    private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "EXPLAIN");

    /** Without quotes these would be something else than the column they name. */
    private static final Set<String> RESERVED_COLUMNS = Set.of("view", "columns", "partition", "lag", "text");

    private SqlWords() {}

    static List<String> beginnings() {
        return BEGINNINGS;
    }

    static List<String> keywords() {
        return KEYWORDS;
    }

    static boolean isBeforeTables(String word) {
        return BEFORE_TABLES.contains(word.toUpperCase(Locale.ROOT));
    }

    /** Returns a column's name as it has to be written. */
    static String column(String name) {
        return RESERVED_COLUMNS.contains(name) ? '"' + name + '"' : name;
    }
}
