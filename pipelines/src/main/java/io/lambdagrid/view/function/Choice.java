package io.lambdagrid.view.function;

import io.lambdagrid.view.Expression;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that choose among their arguments or look one up among the others. */
public enum Choice implements ScalarFunction {
    /** Arguments: condition, value, condition, value, ..., value of ELSE. */
    CASE {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            List<Expression> arguments = call.arguments();
            int last = arguments.size() - 1;
            for (int i = 0; i < last; i += 2) {
                if (Boolean.TRUE.equals(arguments.get(i).evaluate(row))) {
                    return arguments.get(i + 1).evaluate(row);
                }
            }
            return arguments.get(last).evaluate(row);
        }
    },
    /** The first argument that is not NULL. */
    COALESCE {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            for (Expression argument : call.arguments()) {
                Object value = argument.evaluate(row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }
    },
    /** The first argument, or NULL when it equals the second. */
    NULLIF {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            Object value = call.argument(0).evaluate(row);
            Object excluded = value == null ? null : call.argument(1).evaluate(row);
            return value != null && excluded != null && Comparison.compare(value, excluded) == 0 ? null : value;
        }
    },
    /** The greatest of all arguments; NULL when any is NULL, as in SQL:2023. */
    GREATEST {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return furthest(call, row, 1);
        }
    },
    /** The least of all arguments; NULL when any is NULL, as in SQL:2023. */
    LEAST {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return furthest(call, row, -1);
        }
    },
    /** Whether the first argument equals one of the others: NULL when none does and a NULL takes part. */
    IN {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            Object wanted = call.argument(0).evaluate(row);
            if (wanted == null) {
                return null;
            }
            Boolean result = false;
            for (int i = 1; i < call.arguments().size(); i++) {
                Object value = call.argument(i).evaluate(row);
                if (value == null) {
                    result = null;
                } else if (Comparison.compare(wanted, value) == 0) {
                    return true;
                }
            }
            return result;
        }
    },
    /** Whether two values are the same, NULL being the same as NULL. */
    IS_NOT_DISTINCT_FROM {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            Object left = call.argument(0).evaluate(row);
            Object right = call.argument(1).evaluate(row);
            return (left == null || right == null) ? left == right : Comparison.compare(left, right) == 0;
        }
    };

    private static @Nullable Object furthest(FunctionCall call, @Nullable Object[] row, int direction) {
        Object furthest = call.argument(0).evaluate(row);
        for (int i = 1; i < call.arguments().size() && furthest != null; i++) {
            Object value = call.argument(i).evaluate(row);
            if (value == null || Integer.signum(Comparison.compare(value, furthest)) == direction) {
                furthest = value;
            }
        }
        return furthest;
    }
}
