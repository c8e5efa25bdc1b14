package io.lambdagrid.sql;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.AggregateParameter;
import io.lambdagrid.view.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.util.Optionality;

/** An {@link AggregateFunction} as the validator sees it. */
final class SqlAggregate extends SqlAggFunction {
    private SqlAggregate(AggregateFunction function) {
        super(
                function.name(),
                null,
                SqlKind.OTHER_FUNCTION,
                resultType(function),
                null,
                operands(function),
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                false,
                Optionality.FORBIDDEN);
    }

    /** COUNT alone is the validator's own: only it may be written with a star. */
    static SqlAggFunction of(AggregateFunction function) {
        return function.name().equals(SqlStdOperatorTable.COUNT.getName())
                ? SqlStdOperatorTable.COUNT
                : new SqlAggregate(function);
    }

    private static SqlOperandTypeChecker operands(AggregateFunction function) {
        return OperandTypes.variadic(SqlOperandCountRanges.of(
                function.argumentCount() + function.parameters().size()));
    }

    /** An argument of the wrong type is let through here, and refused with its place when the call is lowered. */
    private static SqlReturnTypeInference resultType(AggregateFunction function) {
        return (SqlOperatorBinding binding) -> {
            List<Object> examples = function.parameters().stream()
                    .map(AggregateParameter::example)
                    .toList();
            List<ColumnType> arguments = IntStream.range(0, function.argumentCount())
                    .mapToObj(binding::getOperandType)
                    .flatMap(type -> SqlTypes.fromSql(type).stream())
                    .toList();
            Optional<ColumnType> type = arguments.size() < function.argumentCount()
                    ? Optional.empty()
                    : function.over(arguments, examples).map(Aggregate::resultType);
            return type.map(result -> SqlTypes.toSql(result, binding.getTypeFactory()))
                    .orElse(binding.getOperandType(0));
        };
    }
}
