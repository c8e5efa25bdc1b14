package io.lambdagrid.view;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A scalar function applied to arguments. */
public record FunctionCall(ScalarFunction function, List<Expression> arguments, ColumnType type) implements Expression {
    public FunctionCall {
        arguments = List.copyOf(arguments);
    }

    public Expression argument(int index) {
        return arguments.get(index);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object[] row) {
        return function.evaluate(this, row);
    }

    @Override
    public void collectColumns(BitSet columns) {
        arguments.forEach(argument -> argument.collectColumns(columns));
    }

    @Override
    public String toString() {
        return arguments.stream().map(Object::toString).collect(Collectors.joining(", ", function + "(", ")"));
    }
}
