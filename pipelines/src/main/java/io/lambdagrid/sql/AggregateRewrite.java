package io.lambdagrid.sql;

import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Makes every aggregate an ordinary function of its arguments: COUNT(DISTINCT x) is COUNT_DISTINCT(x), FIRST_VALUE(x)
 * and LAST_VALUE(x) take the event time as their second argument.
 */
final class AggregateRewrite extends SqlShuttle {
    static final String COUNT_DISTINCT = "COUNT_DISTINCT";

    private final ViewOperators operators;
    private final String eventTime;

    AggregateRewrite(ViewOperators operators, String eventTime) {
        this.operators = operators;
        this.eventTime = eventTime;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (isDistinct(call)) {
            return rewritten(COUNT_DISTINCT, call, call.operand(0));
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        boolean byEventTime = name.equals("FIRST_VALUE") || name.equals("LAST_VALUE");
        if (byEventTime && call.operandCount() == 1) {
            SqlParserPos position = call.getParserPosition();
            return rewritten(name, call, call.operand(0), new SqlIdentifier(eventTime, position));
        }
        return super.visit(call);
    }

    private SqlNode rewritten(String function, SqlCall call, SqlNode... arguments) {
        return operators
                .aggregateOperator(function)
                .orElseThrow()
                .createCall(call.getParserPosition(), List.of(arguments));
    }

    /** Says whether an aggregate is asked to take each value once. */
    static boolean isDistinct(SqlCall call) {
        return call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().symbolValue(SqlSelectKeyword.class) == SqlSelectKeyword.DISTINCT;
    }
}
