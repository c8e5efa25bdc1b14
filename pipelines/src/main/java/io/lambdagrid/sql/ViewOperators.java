package io.lambdagrid.sql;

import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Every operator and function that the SQL of a view may use: those of the language, listed here, and the aggregate
 * functions that were given.
 */
final class ViewOperators {
    /** {@code TUMBLE(moment, interval)}: when the bucket that contains the moment began. */
    static final SqlFunction TUMBLE = SqlBasicFunction.create(
                    "TUMBLE",
                    ReturnTypes.ARG0,
                    OperandTypes.family(SqlTypeFamily.TIMESTAMP, SqlTypeFamily.DATETIME_INTERVAL))
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    /** {@code HOP(moment, slide, size)}: when one of the buckets began that contain the moment. */
    static final SqlFunction HOP = SqlBasicFunction.create(
                    "HOP",
                    ReturnTypes.ARG0,
                    OperandTypes.family(
                            SqlTypeFamily.TIMESTAMP, SqlTypeFamily.DATETIME_INTERVAL, SqlTypeFamily.DATETIME_INTERVAL))
            .withFunctionType(SqlFunctionCategory.TIMEDATE);

    private static final List<SqlOperator> SYMBOLS = List.of(
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.PERCENT_REMAINDER,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.AS,
            SqlStdOperatorTable.FILTER);

    private static final List<SqlFunction> FUNCTIONS = List.of(
            SqlStdOperatorTable.CAST,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.NULLIF,
            SqlLibraryOperators.GREATEST,
            SqlLibraryOperators.LEAST,
            SqlStdOperatorTable.ABS,
            SqlStdOperatorTable.MOD,
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.ROUND,
            SqlStdOperatorTable.UPPER,
            SqlStdOperatorTable.LOWER,
            SqlStdOperatorTable.TRIM,
            SqlStdOperatorTable.SUBSTRING,
            SqlStdOperatorTable.CHAR_LENGTH,
            SqlStdOperatorTable.CHARACTER_LENGTH,
            SqlLibraryOperators.CONCAT_FUNCTION,
            SqlStdOperatorTable.EXTRACT,
            TUMBLE,
            HOP);

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

    private final Map<String, AggregateFunction> aggregates = new HashMap<>();
    private final Map<String, SqlAggFunction> aggregateOperators = new HashMap<>();
    private final Set<SqlOperator> symbols = new HashSet<>(SYMBOLS);
    private final SortedSet<String> functionNames =
            new TreeSet<>(List.of("TUMBLE_START", "TUMBLE_END", "HOP_START", "HOP_END"));
    private final SqlOperatorTable table;

    ViewOperators(List<AggregateFunction> aggregates) {
        FUNCTIONS.forEach(function -> functionNames.add(function.getName()));
        for (AggregateFunction aggregate : aggregates) {
            requireFreeName(aggregate);
            functionNames.add(aggregate.name());
            this.aggregates.put(aggregate.name(), aggregate);
            aggregateOperators.put(aggregate.name(), SqlAggregate.of(aggregate));
        }
        this.table = new Table(SqlOperatorTables.of(
                Stream.of(SYMBOLS.stream(), FUNCTIONS.stream(), aggregateOperators.values().stream())
                        .<SqlOperator>flatMap(all -> all)
                        .toList()));
    }

    private void requireFreeName(AggregateFunction aggregate) {
        String name = aggregate.name();
        String whose = "The aggregate function '" + name + "' of '"
                + aggregate.getClass().getName() + "' ";
        if (!NAME.matcher(name).matches()) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    whose + "has a name that SQL cannot call, expected upper-case letters, digits and underscores:"
                            + " rename it");
        }
        if (functionNames.contains(name)) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    whose + "has a name that another function has already: rename it, or remove its jar from the class"
                            + " path");
        }
    }

    /** A list finds COUNT only as a function with a star; here it is a function like any other, too. */
    private record Table(SqlOperatorTable operators) implements SqlOperatorTable {
        @Override
        public void lookupOperatorOverloads(
                SqlIdentifier name,
                @Nullable SqlFunctionCategory category,
                SqlSyntax syntax,
                List<SqlOperator> found,
                SqlNameMatcher matcher) {
            operators.lookupOperatorOverloads(name, category, syntax, found, matcher);
            if (syntax == SqlSyntax.FUNCTION) {
                operators.lookupOperatorOverloads(name, category, SqlSyntax.FUNCTION_STAR, found, matcher);
            }
        }

        @Override
        public List<SqlOperator> getOperatorList() {
            return operators.getOperatorList();
        }
    }

    SqlOperatorTable table() {
        return table;
    }

    /** Returns the names of all functions, in upper case. */
    SortedSet<String> functionNames() {
        return functionNames;
    }

    /** Says whether this is an operator of the language, or a function of a known name. */
    boolean has(SqlOperator operator) {
        return operator instanceof SqlFunction
                ? functionNames.contains(operator.getName().toUpperCase(Locale.ROOT))
                : symbols.contains(operator);
    }

    /** Returns an aggregate function as the validator sees it. */
    Optional<SqlAggFunction> aggregateOperator(String name) {
        return Optional.ofNullable(aggregateOperators.get(name));
    }

    Optional<AggregateFunction> aggregate(SqlOperator operator) {
        return operator.isAggregator() && operator.getKind() != SqlKind.FILTER
                ? Optional.ofNullable(aggregates.get(operator.getName()))
                : Optional.empty();
    }
}
