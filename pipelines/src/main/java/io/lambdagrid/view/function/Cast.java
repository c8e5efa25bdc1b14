package io.lambdagrid.view.function;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.NotComputableException;

/**
 * {@code CAST(value AS type)}. Numbers are rounded half away from zero; a value that does not fit or a text that
 * denotes no value of the type is not computable.
 */
public enum Cast implements UnaryFunction {
    CAST;

    /** Says whether values of one type can be turned into the other. */
    public static boolean exists(ColumnType from, ColumnType to) {
        boolean sameFamily = isNumber(from) == isNumber(to) && isTime(from) == isTime(to);
        boolean text = from.kind() == ColumnType.Kind.VARCHAR || to.kind() == ColumnType.Kind.VARCHAR;
        boolean truth = from.kind() == ColumnType.Kind.BOOLEAN || to.kind() == ColumnType.Kind.BOOLEAN;
        return text || sameFamily || (truth && (isNumber(from) || isNumber(to)));
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER, BIGINT, DOUBLE, DECIMAL -> true;
            case BOOLEAN, VARCHAR, DATE, TIMESTAMP -> false;
        };
    }

    private static boolean isTime(ColumnType type) {
        return type.kind() == ColumnType.Kind.DATE || type.kind() == ColumnType.Kind.TIMESTAMP;
    }

    @Override
    public Object apply(FunctionCall call, Object value) {
        ColumnType from = call.argument(0).type();
        ColumnType to = call.type();
        return switch (to.kind()) {
            case VARCHAR -> TextForm.write(value, from);
            case BOOLEAN -> value instanceof String text ? TextForm.readBoolean(text) : !Numbers.isZero(value);
            case INTEGER, BIGINT -> toInteger(value, to);
            case DOUBLE -> Numbers.finite(toNumber(value, to).doubleValue(), call);
            case DECIMAL -> Numbers.fitDecimal(Numbers.toDecimal(toNumber(value, to)), to);
            case DATE -> value instanceof String text ? TextForm.readDate(text) : moment(value, from, to);
            case TIMESTAMP -> value instanceof String text ? TextForm.readTimestamp(text) : moment(value, from, to);
        };
    }

    @Override
    public boolean roundsDown(FunctionCall call) {
        return isTime(call.argument(0).type()) && isTime(call.type());
    }

    private static Object moment(Object value, ColumnType from, ColumnType to) {
        return Calendar.moment(Calendar.day(value, from), Calendar.microOfDay(value, from), to);
    }

    private static Object toInteger(Object value, ColumnType to) {
        if (value instanceof String text) {
            return Numbers.fitInteger(TextForm.readInteger(text, to), to);
        }
        Number number = toNumber(value, to);
        return number instanceof Integer || number instanceof Long
                ? Numbers.fitInteger(number.longValue(), to)
                : Numbers.roundToInteger(Numbers.toDecimal(number), to);
    }

    private static Number toNumber(Object value, ColumnType to) {
        if (value instanceof String text) {
            return TextForm.readNumber(text, to);
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new NotComputableException("The value '" + value + "' is not a number");
        }
        return (Number) value;
    }
}
