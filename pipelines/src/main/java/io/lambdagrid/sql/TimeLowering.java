package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Expression;
import io.lambdagrid.view.Hop;
import io.lambdagrid.view.Literal;
import io.lambdagrid.view.function.Extract;
import io.lambdagrid.view.function.FloorTo;
import io.lambdagrid.view.function.TimeArithmetic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral.IntervalValue;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserUtil;

/** Turns validated calls about dates, timestamps and intervals into expressions. */
final class TimeLowering {
    private static final long MICROS_PER_MILLI = 1000;

    private final ViewText text;
    private final NodeTypes types;
    private final ExpressionLowering expressions;

    TimeLowering(ViewText text, NodeTypes types, ExpressionLowering expressions) {
        this.text = text;
        this.types = types;
        this.expressions = expressions;
    }

    Expression floorTo(SqlCall call) {
        FloorTo unit = named(FloorTo.values(), call.operand(1), "FLOOR");
        return ExpressionLowering.fold(unit, types.of(call), List.of(moment(call.operand(0))));
    }

    ViewSqlException noCeilTo(SqlCall call) {
        return text.unsupported(
                call.getParserPosition(),
                "CEIL of a time is not possible",
                "Use FLOOR(moment TO unit), and add an INTERVAL for its end.");
    }

    Expression extract(SqlCall call) {
        Extract field = named(Extract.values(), call.operand(0), "EXTRACT");
        return ExpressionLowering.fold(field, types.of(call), List.of(moment(call.operand(1))));
    }

    private <E extends Enum<E>> E named(E[] units, SqlIntervalQualifier written, String function) {
        String name = written.timeFrameName != null
                ? written.timeFrameName.toUpperCase(Locale.ROOT)
                : written.getUnit().name();
        Optional<E> unit =
                Arrays.stream(units).filter(each -> each.name().equals(name)).findFirst();
        List<String> names = Arrays.stream(units).map(Enum::name).toList();
        return unit.orElseThrow(() -> text.unsupported(
                written.getParserPosition(),
                function + " has no unit '" + name + "'",
                names.stream().collect(Collectors.joining(", ", "There are: ", "."))));
    }

    private Expression moment(SqlNode node) {
        Expression value = expressions.lower(node);
        return switch (value.type().kind()) {
            case DATE, TIMESTAMP -> value;
            case BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL, VARCHAR ->
                throw text.invalid(
                        node.getParserPosition(),
                        "'" + node + "' is of type " + value.type() + ", expected a DATE or TIMESTAMP",
                        "Write CAST(x AS TIMESTAMP) if it denotes a time.");
        };
    }

    Expression tumble(SqlCall call) {
        return ExpressionLowering.fold(
                TimeArithmetic.TUMBLE,
                types.of(call),
                List.of(expressions.lower(call.operand(0)), bigint(fixedMicros("TUMBLE", call.operand(1)))));
    }

    /** Of a call that is an expression of GROUP BY; its moment is lowered apart. */
    Hop hop(SqlCall call) {
        long slide = fixedMicros("HOP", call.operand(1));
        long size = fixedMicros("HOP", call.operand(2));
        if (Hop.buckets(slide, size) > Hop.MAX_BUCKETS) {
            throw text.unsupported(
                    call.getParserPosition(),
                    "HOP puts each row into " + Hop.buckets(slide, size) + " buckets",
                    "At most " + Hop.MAX_BUCKETS + " are possible: make the slide longer or the size shorter.");
        }
        return new Hop(slide, size);
    }

    private long fixedMicros(String function, SqlNode interval) {
        IntervalValue size = interval(interval);
        boolean fixed = !size.getIntervalQualifier().isYearMonth();
        long micros = fixed ? micros(size) : 0;
        if (micros <= 0) {
            throw text.unsupported(
                    interval.getParserPosition(),
                    function + " cannot have buckets of " + interval,
                    "Buckets have a fixed length greater than zero; for months and years use FLOOR(moment TO MONTH).");
        }
        return micros;
    }

    boolean isIntervalArithmetic(SqlCall call) {
        return call.getOperandList().stream().anyMatch(operand -> SqlTypes.isInterval(types.sqlTypeOf(operand)));
    }

    /** Of a moment and a constant interval, in either order; an interval is taken away from a moment only. */
    Expression addInterval(SqlCall call) {
        boolean intervalFirst = SqlTypes.isInterval(types.sqlTypeOf(call.operand(0)));
        SqlNode momentNode = call.operand(intervalFirst ? 1 : 0);
        if (SqlTypes.isInterval(types.sqlTypeOf(momentNode))) {
            throw text.unsupported(
                    call.getParserPosition(),
                    "An interval as a value is not possible",
                    "Add each INTERVAL to a DATE or TIMESTAMP.");
        }
        IntervalValue interval = interval(call.operand(intervalFirst ? 0 : 1));
        long sign = call.getKind() == SqlKind.MINUS ? -1 : 1;
        Expression moment = moment(momentNode);
        ColumnType type = types.of(call);
        return interval.getIntervalQualifier().isYearMonth()
                ? ExpressionLowering.fold(
                        TimeArithmetic.ADD_MONTHS,
                        type,
                        List.of(moment, bigint(sign * SqlParserUtil.intervalToMonths(interval))))
                : ExpressionLowering.fold(
                        TimeArithmetic.ADD_MICROS, type, List.of(moment, bigint(sign * micros(interval))));
    }

    private IntervalValue interval(SqlNode node) {
        if (node instanceof SqlIntervalLiteral literal) {
            return Objects.requireNonNull(literal.getValueAs(IntervalValue.class));
        }
        throw text.unsupported(
                node.getParserPosition(),
                "The interval '" + node + "' is not a constant",
                "Write it as INTERVAL '15' MINUTE.");
    }

    private static long micros(IntervalValue interval) {
        return Math.multiplyExact(SqlParserUtil.intervalToMillis(interval), MICROS_PER_MILLI);
    }

    private static Literal bigint(long value) {
        return new Literal(value, ColumnType.BIGINT);
    }
}
