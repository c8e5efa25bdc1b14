package io.lambdagrid.sql;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes time buckets ordinary expressions: TUMBLE and TUMBLE_START are when the bucket began, TUMBLE_END is that plus
 * the interval. HOP and HOP_START are when a bucket began, HOP_END is that plus its size.
 */
final class BucketRewrite extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode rewritten = super.visit(call);
        if (!(rewritten instanceof SqlCall inner)) {
            return rewritten;
        }
        return switch (inner.operandCount()) {
            case 2 -> tumble(inner, call.getParserPosition());
            case 3 -> hop(inner, call.getParserPosition());
            default -> rewritten;
        };
    }

    private static SqlNode tumble(SqlCall call, SqlParserPos position) {
        return switch (name(call)) {
            case "$TUMBLE", "TUMBLE_START" -> ViewOperators.TUMBLE.createCall(position, call.getOperandList());
            case "TUMBLE_END" -> endOf(ViewOperators.TUMBLE, call, 1, position);
            default -> call;
        };
    }

    private static SqlNode hop(SqlCall call, SqlParserPos position) {
        return switch (name(call)) {
            case "$HOP", "HOP_START" -> ViewOperators.HOP.createCall(position, call.getOperandList());
            case "HOP_END" -> endOf(ViewOperators.HOP, call, 2, position);
            default -> call;
        };
    }

    private static SqlNode endOf(SqlFunction bucket, SqlCall call, int size, SqlParserPos position) {
        SqlNode start = bucket.createCall(position, call.getOperandList());
        return SqlStdOperatorTable.PLUS.createCall(position, start, call.operand(size));
    }

    private static String name(SqlCall call) {
        return call.getOperator().getName().toUpperCase(Locale.ROOT);
    }
}
