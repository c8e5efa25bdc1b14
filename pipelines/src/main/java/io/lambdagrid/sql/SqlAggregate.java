package io.lambdagrid.sql;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
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
                OperandTypes.ANY,
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

    /** An argument of the wrong type is let through here, and refused with its place when the call is lowered. */
    private static SqlReturnTypeInference resultType(AggregateFunction function) {
        return (SqlOperatorBinding binding) -> {
            RelDataType argument = binding.getOperandType(0);
            Optional<ColumnType> type =
                    SqlTypes.fromSql(argument).flatMap(function::over).map(Aggregate::resultType);
            return type.map(result -> SqlTypes.toSql(result, binding.getTypeFactory()))
                    .orElse(argument);
        };
    }
}
