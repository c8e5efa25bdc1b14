package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.TextOrder;
import java.math.BigDecimal;

/**
 * Compares two values: of the same type, or numbers of any types. A DOUBLE makes its partner a DOUBLE; all other
 * numbers are compared exactly. Texts are in {@link TextOrder}, as they are for MIN and MAX; FALSE is less than TRUE.
 */
public enum Comparison implements BinaryFunction {
    EQUAL {
        @Override
        boolean holds(int order) {
            return order == 0;
        }
    },
    NOT_EQUAL {
        @Override
        boolean holds(int order) {
            return order != 0;
        }
    },
    LESS {
        @Override
        boolean holds(int order) {
            return order < 0;
        }
    },
    LESS_OR_EQUAL {
        @Override
        boolean holds(int order) {
            return order <= 0;
        }
    },
    GREATER {
        @Override
        boolean holds(int order) {
            return order > 0;
        }
    },
    GREATER_OR_EQUAL {
        @Override
        boolean holds(int order) {
            return order >= 0;
        }
    };

    @Override
    public Object apply(FunctionCall call, Object left, Object right) {
        return holds(compare(left, right));
    }

    abstract boolean holds(int order);

    static int compare(Object left, Object right) {
        if (left instanceof String text) {
            return TextOrder.compare(text, (String) right);
        }
        if (left instanceof Boolean truth) {
            return Boolean.compare(truth, (Boolean) right);
        }
        if (left instanceof Double || right instanceof Double) {
            // Adding zero makes -0.0 equal to 0.0.
            return Double.compare(((Number) left).doubleValue() + 0.0, ((Number) right).doubleValue() + 0.0);
        }
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return Numbers.toDecimal(left).compareTo(Numbers.toDecimal(right));
        }
        return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }
}
