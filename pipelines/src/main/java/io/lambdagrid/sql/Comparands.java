package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Expression;
import io.lambdagrid.view.Literal;
import java.util.List;
import org.apache.calcite.sql.SqlNode;

/**
 * Makes values comparable with each other: numbers are as they are, a DATE that meets a TIMESTAMP is its midnight, and
 * a constant text that meets a DATE or TIMESTAMP denotes one. All else wants a CAST.
 */
final class Comparands {
    private enum Family {
        TRUTH,
        NUMBER,
        TEXT,
        TIME
    }

    private Comparands() {}

    /** @param place what to point at when the values are not comparable */
    static List<Expression> of(ViewText text, SqlNode place, List<Expression> values) {
        boolean timestamps = values.stream().anyMatch(value -> value.type().equals(ColumnType.TIMESTAMP));
        boolean dates = values.stream().anyMatch(value -> value.type().equals(ColumnType.DATE));
        ColumnType first = values.stream()
                .filter(value -> !isNull(value))
                .findFirst()
                .orElse(values.get(0))
                .type();
        ColumnType target = timestamps ? ColumnType.TIMESTAMP : dates ? ColumnType.DATE : first;
        return values.stream().map(value -> towards(value, target, text, place)).toList();
    }

    private static Expression towards(Expression value, ColumnType target, ViewText text, SqlNode place) {
        boolean constantText = value instanceof Literal && family(value.type()) == Family.TEXT;
        boolean time = family(target) == Family.TIME;
        if (isNull(value) || (time && (constantText || family(value.type()) == Family.TIME))) {
            Expression converted = ExpressionLowering.convert(value, target);
            if (constantText && !(converted instanceof Literal)) {
                throw text.invalid(
                        place.getParserPosition(),
                        "The text '" + value + "' is no " + target,
                        "Write " + (target.equals(ColumnType.DATE) ? "'2026-03-01'." : "'2026-03-01 12:30:00'."));
            }
            return converted;
        }
        if (family(value.type()) != family(target)) {
            throw text.invalid(
                    place.getParserPosition(),
                    "Cannot compare " + target + " with " + value.type(),
                    "No type is converted silently: write CAST(x AS type).");
        }
        return value;
    }

    private static boolean isNull(Expression value) {
        return value instanceof Literal literal && literal.value() == null;
    }

    private static Family family(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Family.TRUTH;
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> Family.NUMBER;
            case VARCHAR -> Family.TEXT;
            case DATE, TIMESTAMP -> Family.TIME;
        };
    }
}
