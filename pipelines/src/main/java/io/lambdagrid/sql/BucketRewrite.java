package io.lambdagrid.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes time buckets ordinary expressions: TUMBLE and TUMBLE_START are when the bucket began, TUMBLE_END is that plus
 * the interval.
 */
final class BucketRewrite extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode rewritten = super.visit(call);
        if (!(rewritten instanceof SqlCall inner) || inner.operandCount() != 2) {
            return rewritten;
        }
        List<SqlNode> arguments = inner.getOperandList();
        SqlParserPos position = call.getParserPosition();
        return switch (name(inner)) {
            case "$TUMBLE", "TUMBLE_START" -> ViewOperators.TUMBLE.createCall(position, arguments);
            case "TUMBLE_END" ->
                SqlStdOperatorTable.PLUS.createCall(
                        position, ViewOperators.TUMBLE.createCall(position, arguments), arguments.get(1));
            default -> rewritten;
        };
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }
}
