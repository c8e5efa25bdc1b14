package io.lambdagrid.sql;

import java.util.Random;

/** Writes expressions over {@link Shop#ORDERS} in words that mean the same everywhere. */
final class RandomExpression {
    private final Random random;

    RandomExpression(Random random) {
        this.random = random;
    }

    String condition(int depth) {
        if (depth == 0) {
            return oneOf("paid", "quantity > 0", "country = 'de'", "due < DATE '1990-06-01'", "TRUE", "amount IS NULL");
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            case 2 -> "NOT (" + condition(depth - 1) + ")";
            case 3 -> "(" + condition(depth - 1) + ") IS " + oneOf("TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "NULL");
            case 4 -> number(depth - 1) + oneOf(" = ", " <> ", " < ", " <= ", " > ", " >= ") + number(depth - 1);
            case 5 -> text(depth - 1) + oneOf(" = ", " < ", " >= ") + text(depth - 1);
            case 6 -> number(depth - 1) + oneOf(" BETWEEN ", " NOT BETWEEN ") + "-3 AND " + number(depth - 1);
            case 7 -> number(depth - 1) + oneOf(" IN ", " NOT IN ") + "(1, 2, " + number(depth - 1) + ")";
            case 8 -> text(depth - 1) + oneOf(" LIKE ", " NOT LIKE ") + oneOf("'%e'", "'_%'", "'%a%b%'", "'d_'");
            default -> number(depth - 1) + oneOf(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ") + number(depth - 1);
        };
    }

    private String number(int depth) {
        if (depth == 0) {
            return oneOf("quantity", "clicks", "amount", "rate", "3", "-0.5", "NULLIF(quantity, 2)");
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + number(depth - 1) + oneOf(" + ", " - ") + number(depth - 1) + ")";
            case 1 -> "(" + number(depth - 1) + " * 2)";
            case 2 -> "ABS(" + number(depth - 1) + ")";
            case 3 -> "COALESCE(" + number(depth - 1) + ", " + number(depth - 1) + ")";
            case 4 -> "CHAR_LENGTH(" + text(depth - 1) + ")";
            default ->
                "CASE WHEN " + condition(depth - 1) + " THEN " + number(depth - 1) + " ELSE " + number(depth - 1)
                        + " END";
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return oneOf("country", "'de'", "''", "CAST(quantity AS VARCHAR)");
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + text(depth - 1) + " || " + text(depth - 1) + ")";
            case 1 -> "LOWER(" + text(depth - 1) + ")";
            case 2 -> "SUBSTRING(" + text(depth - 1) + " FROM 1 FOR 3)";
            default -> "COALESCE(" + text(depth - 1) + ", " + text(depth - 1) + ")";
        };
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
