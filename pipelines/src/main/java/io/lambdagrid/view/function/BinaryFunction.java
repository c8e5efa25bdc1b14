package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** A function of two arguments that is NULL when either is. */
interface BinaryFunction extends ScalarFunction {
    @Override
    default @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
        Object left = call.argument(0).evaluate(row);
        if (left == null) {
            return null;
        }
        Object right = call.argument(1).evaluate(row);
        return right == null ? null : apply(call, left, right);
    }

    Object apply(FunctionCall call, Object left, Object right);
}
