package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Expression;
import io.lambdagrid.view.FunctionCall;
import io.lambdagrid.view.Hop;
import io.lambdagrid.view.Literal;
import io.lambdagrid.view.NotComputableException;
import io.lambdagrid.view.ScalarFunction;
import io.lambdagrid.view.function.Arithmetic;
import io.lambdagrid.view.function.Cast;
import io.lambdagrid.view.function.Choice;
import io.lambdagrid.view.function.Comparison;
import io.lambdagrid.view.function.Like;
import io.lambdagrid.view.function.Logic;
import io.lambdagrid.view.function.Round;
import io.lambdagrid.view.function.Rounding;
import io.lambdagrid.view.function.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.jspecify.annotations.Nullable;

/**
 * Turns a validated scalar expression into one that can be evaluated, with the types that the validator derived. Calls
 * over constants are computed here, once.
 */
final class ExpressionLowering {
    private final ViewText text;
    private final NodeTypes types;
    private final Function<SqlNode, Optional<Expression>> leaves;
    private final TimeLowering time;

    /** @param leaves what stands for a column, tried at each node before anything else */
    ExpressionLowering(ViewText text, NodeTypes types, Function<SqlNode, Optional<Expression>> leaves) {
        this.text = text;
        this.types = types;
        this.leaves = leaves;
        this.time = new TimeLowering(text, types, this);
    }

    /** Returns the buckets of a HOP that is an expression of GROUP BY. */
    Hop hop(SqlCall call) {
        return time.hop(call);
    }

    Expression lower(SqlNode node) {
        Optional<Expression> leaf = leaves.apply(node);
        if (leaf.isPresent()) {
            return leaf.get();
        }
        if (node instanceof SqlLiteral literal) {
            return types.literal(literal);
        }
        if (node instanceof SqlCall call) {
            return lowerCall(call);
        }
        throw notPossible(node);
    }

    private Expression lowerCall(SqlCall call) {
        return switch (call.getKind()) {
            case AND -> call(Logic.AND, call);
            case OR -> call(Logic.OR, call);
            case NOT -> call(Logic.NOT, call);
            case IS_NULL, IS_UNKNOWN -> call(Logic.IS_NULL, call);
            case IS_NOT_NULL -> call(Logic.IS_NOT_NULL, call);
            case IS_TRUE -> call(Logic.IS_TRUE, call);
            case IS_NOT_TRUE -> call(Logic.IS_NOT_TRUE, call);
            case IS_FALSE -> call(Logic.IS_FALSE, call);
            case IS_NOT_FALSE -> call(Logic.IS_NOT_FALSE, call);
            case EQUALS -> comparison(Comparison.EQUAL, call);
            case NOT_EQUALS -> comparison(Comparison.NOT_EQUAL, call);
            case LESS_THAN -> comparison(Comparison.LESS, call);
            case LESS_THAN_OR_EQUAL -> comparison(Comparison.LESS_OR_EQUAL, call);
            case GREATER_THAN -> comparison(Comparison.GREATER, call);
            case GREATER_THAN_OR_EQUAL -> comparison(Comparison.GREATER_OR_EQUAL, call);
            case IS_NOT_DISTINCT_FROM -> comparison(Choice.IS_NOT_DISTINCT_FROM, call);
            case IS_DISTINCT_FROM -> not(comparison(Choice.IS_NOT_DISTINCT_FROM, call));
            case BETWEEN -> between(call);
            case IN -> in(call);
            case NOT_IN -> not(in(call));
            case LIKE -> like(call);
            case PLUS, MINUS -> time.isIntervalArithmetic(call) ? time.addInterval(call) : arithmetic(call);
            case TIMES, DIVIDE, MOD -> arithmetic(call);
            case MINUS_PREFIX -> call(Rounding.NEGATE, call);
            case PLUS_PREFIX -> lower(call.operand(0));
            case CASE -> searchedCase((SqlCase) call);
            case CAST -> cast(call);
            case FLOOR -> call.operandCount() == 2 ? time.floorTo(call) : call(Rounding.FLOOR, call);
            case CEIL -> {
                if (call.operandCount() == 2) {
                    throw time.noCeilTo(call);
                }
                yield call(Rounding.CEIL, call);
            }
            case EXTRACT -> time.extract(call);
            default -> byName(call);
        };
    }

    private Expression byName(SqlCall call) {
        return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "||", "CONCAT" -> call(Text.CONCAT, call);
            case "IS NOT UNKNOWN" -> call(Logic.IS_NOT_NULL, call);
            case "COALESCE" -> chosen(Choice.COALESCE, call);
            case "NULLIF" -> nullIf(call);
            case "GREATEST" -> chosen(Choice.GREATEST, call);
            case "LEAST" -> chosen(Choice.LEAST, call);
            case "ABS" -> call(Rounding.ABS, call);
            case "ROUND" -> round(call);
            case "UPPER" -> call(Text.UPPER, call);
            case "LOWER" -> call(Text.LOWER, call);
            case "TRIM" -> trim(call);
            case "SUBSTRING" -> call(Text.SUBSTRING, call);
            case "CHAR_LENGTH", "CHARACTER_LENGTH" -> call(Text.CHAR_LENGTH, call);
            case "TUMBLE" -> time.tumble(call);
            case "HOP" ->
                throw text.unsupported(
                        call.getParserPosition(),
                        "HOP is not possible here",
                        "A row is in several of its buckets: write it into GROUP BY, as an expression of its own.");
            default -> throw notPossible(call);
        };
    }

    private ViewSqlException notPossible(SqlNode node) {
        return text.unsupported(
                node.getParserPosition(), "'" + node + "' is not possible here", "Write it in another way.");
    }

    /** Makes a call of the same arguments and type as was written. */
    private Expression call(ScalarFunction function, SqlCall call) {
        return fold(function, types.of(call), operands(call));
    }

    private List<Expression> operands(SqlCall call) {
        return call.getOperandList().stream().map(this::lower).toList();
    }

    private static Expression not(Expression condition) {
        return fold(Logic.NOT, ColumnType.BOOLEAN, List.of(condition));
    }

    /** Makes a call, or its value when it is the same for all rows. */
    static Expression fold(ScalarFunction function, ColumnType type, List<Expression> arguments) {
        FunctionCall call = new FunctionCall(function, arguments, type);
        if (!arguments.stream().allMatch(Literal.class::isInstance)) {
            return call;
        }
        try {
            return new Literal(call.evaluate(new Object[0]), type);
        } catch (NotComputableException e) {
            // No row has a value here: each will say so when it comes.
            return call;
        }
    }

    /** Converts a value to the type that its surroundings need. */
    static Expression convert(Expression value, ColumnType type) {
        return value.type().equals(type) ? value : fold(Cast.CAST, type, List.of(value));
    }

    private Expression arithmetic(SqlCall call) {
        Arithmetic operation = switch (call.getKind()) {
            case PLUS -> Arithmetic.ADD;
            case MINUS -> Arithmetic.SUBTRACT;
            case TIMES -> Arithmetic.MULTIPLY;
            case DIVIDE -> Arithmetic.DIVIDE;
            default -> Arithmetic.REMAINDER;
        };
        return call(operation, call);
    }

    private Expression round(SqlCall call) {
        Expression value = lower(call.operand(0));
        Expression digits = call.operandCount() == 1
                ? new Literal(0, ColumnType.INTEGER)
                : convert(lower(call.operand(1)), ColumnType.INTEGER);
        return fold(Round.ROUND, types.of(call), List.of(value, digits));
    }

    private Expression comparison(ScalarFunction function, SqlCall call) {
        return fold(function, ColumnType.BOOLEAN, Comparands.of(text, call, operands(call)));
    }

    private Expression between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        List<Expression> operands = Comparands.of(text, call, operands(call));
        Expression value = operands.get(0);
        Expression low = operands.get(1);
        Expression high = operands.get(2);
        Expression result = within(value, low, high);
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            result = fold(Logic.OR, ColumnType.BOOLEAN, List.of(result, within(value, high, low)));
        }
        return operator.isNegated() ? not(result) : result;
    }

    private static Expression within(Expression value, Expression low, Expression high) {
        return fold(
                Logic.AND,
                ColumnType.BOOLEAN,
                List.of(
                        fold(Comparison.GREATER_OR_EQUAL, ColumnType.BOOLEAN, List.of(value, low)),
                        fold(Comparison.LESS_OR_EQUAL, ColumnType.BOOLEAN, List.of(value, high))));
    }

    private Expression in(SqlCall call) {
        List<Expression> values = new ArrayList<>(List.of(lower(call.operand(0))));
        for (SqlNode value : (SqlNodeList) call.operand(1)) {
            values.add(lower(value));
        }
        return fold(Choice.IN, ColumnType.BOOLEAN, Comparands.of(text, call, values));
    }

    private Expression like(SqlCall call) {
        List<Expression> operands = operands(call);
        Expression like = constantLike(call, operands).orElseGet(() -> call(Like.perRow(), call));
        return ((SqlLikeOperator) call.getOperator()).isNegated() ? not(like) : like;
    }

    private Optional<Expression> constantLike(SqlCall call, List<Expression> operands) {
        boolean escaped = operands.size() > 2;
        String pattern = constantText(operands.get(1));
        String escape = escaped ? constantText(operands.get(2)) : null;
        if (pattern == null || (escaped && escape == null)) {
            return Optional.empty();
        }
        try {
            Like like = Like.constant(pattern, escape);
            return Optional.of(fold(like, ColumnType.BOOLEAN, List.of(operands.get(0))));
        } catch (NotComputableException e) {
            throw text.invalid(
                    call.operand(escaped ? 2 : 1).getParserPosition(),
                    String.valueOf(e.getMessage()),
                    "Write the escape character before %, _ or itself only.");
        }
    }

    private static @Nullable String constantText(Expression expression) {
        return expression instanceof Literal literal ? (String) literal.value() : null;
    }

    private Expression searchedCase(SqlCase call) {
        ColumnType type = types.of(call);
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < call.getWhenOperands().size(); i++) {
            arguments.add(lower(call.getWhenOperands().get(i)));
            arguments.add(convert(lower(call.getThenOperands().get(i)), type));
        }
        SqlNode otherwise = call.getElseOperand();
        arguments.add(otherwise == null ? new Literal(null, type) : convert(lower(otherwise), type));
        return fold(Choice.CASE, type, arguments);
    }

    private Expression chosen(Choice choice, SqlCall call) {
        ColumnType type = types.of(call);
        List<Expression> arguments =
                operands(call).stream().map(operand -> convert(operand, type)).toList();
        return fold(choice, type, arguments);
    }

    private Expression nullIf(SqlCall call) {
        List<Expression> operands = Comparands.of(text, call, operands(call));
        return convert(fold(Choice.NULLIF, operands.get(0).type(), operands), types.of(call));
    }

    private Expression trim(SqlCall call) {
        SqlTrimFunction.Flag flag = ((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
        Text function = switch (flag) {
            case BOTH -> Text.TRIM_BOTH;
            case LEADING -> Text.TRIM_LEADING;
            case TRAILING -> Text.TRIM_TRAILING;
        };
        Expression characters = lower(call.operand(1));
        String character = constantText(characters);
        if (character == null || character.codePointCount(0, character.length()) != 1) {
            throw text.unsupported(
                    call.operand(1).getParserPosition(),
                    "TRIM cannot take away '" + call.operand(1) + "'",
                    "Name one character, such as TRIM(BOTH '-' FROM x).");
        }
        return fold(function, ColumnType.VARCHAR, List.of(characters, lower(call.operand(2))));
    }

    private Expression cast(SqlCall call) {
        Expression value = lower(call.operand(0));
        ColumnType type = types.of(call);
        boolean untyped = value instanceof Literal literal && literal.value() == null;
        if (!untyped && !Cast.exists(value.type(), type)) {
            throw text.invalid(
                    call.getParserPosition(),
                    "There is no CAST from " + value.type() + " to " + type,
                    "A number is no point in time: compute one, such as TIMESTAMP '1970-01-01 00:00:00' + INTERVAL.");
        }
        return convert(value, type);
    }
}
