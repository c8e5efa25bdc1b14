package io.lambdagrid.view.function;

import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** A function of one argument that is NULL when its argument is. */
interface UnaryFunction extends ScalarFunction {
    @Override
    default @Nullable Object evaluate(FunctionCall call, @Nullable Object[] row) {
        Object value = call.argument(0).evaluate(row);
        return value == null ? null : apply(call, value);
    }

    Object apply(FunctionCall call, Object value);
}
