package io.lambdagrid.view.function;

import io.lambdagrid.view.Expression;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** Three-valued logic: NULL is unknown. */
public enum Logic implements ScalarFunction {
    /** Of any number of conditions; stops at the first FALSE. */
    AND {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return untilDecided(call, row, false);
        }
    },
    /** Of any number of conditions; stops at the first TRUE. */
    OR {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return untilDecided(call, row, true);
        }
    },
    NOT {
        @Override
        public @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
            Object value = call.argument(0).evaluate(row);
            return value == null ? null : !((Boolean) value);
        }
    },
    IS_NULL {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return call.argument(0).evaluate(row) == null;
        }
    },
    IS_NOT_NULL {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return call.argument(0).evaluate(row) != null;
        }
    },
    IS_TRUE {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return Boolean.TRUE.equals(call.argument(0).evaluate(row));
        }
    },
    IS_NOT_TRUE {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return !Boolean.TRUE.equals(call.argument(0).evaluate(row));
        }
    },
    IS_FALSE {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return Boolean.FALSE.equals(call.argument(0).evaluate(row));
        }
    },
    IS_NOT_FALSE {
        @Override
        public Object evaluate(FunctionCall call, @Nullable Object[] row) {
            return !Boolean.FALSE.equals(call.argument(0).evaluate(row));
        }
    };

    /** Returns {@code deciding} when some condition has that value, else NULL when some is NULL, else its opposite. */
    private static @Nullable Object untilDecided(FunctionCall call, @Nullable Object[] row, boolean deciding) {
        Boolean result = !deciding;
        for (Expression condition : call.arguments()) {
            Object value = condition.evaluate(row);
            if (value == null) {
                result = null;
            } else if ((Boolean) value == deciding) {
                return deciding;
            }
        }
        return result;
    }
}
