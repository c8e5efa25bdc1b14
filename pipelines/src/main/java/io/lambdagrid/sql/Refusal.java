package io.lambdagrid.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Why a piece of valid SQL has no place in a view. */
enum Refusal {
    ORDER_BY("ORDER BY is not possible", "A view has no order: order when you query it."),
    LIMIT("LIMIT is not possible", "A view keeps all of its rows: limit when you query it."),
    WITH("WITH is not possible", "A view is one SELECT over one dataset: write it without WITH."),
    SET_OPERATION(
            "UNION, INTERSECT and EXCEPT are not possible",
            "A view is one SELECT over one dataset: define one view for each SELECT and combine them when you query."),
    JOIN(
            "A join is not possible",
            "Batch and speed layer would have to see both sides at the same moment: define one view for each dataset and"
                    + " join them when you query."),
    SUBQUERY(
            "A subquery is not possible",
            "Its answer would change while rows arrive: define a second view and combine the two when you query."),
    OVER(
            "OVER is not possible",
            "It depends on the order of rows, which differs between the layers: group by a time bucket instead."),
    DISTINCT_ROWS("SELECT DISTINCT is not possible", "Write the columns into GROUP BY: that keeps each of them once."),
    DISTINCT_VALUES(
            "DISTINCT is possible in COUNT(DISTINCT x) only",
            "Leave it away, or define a view that groups by the value and aggregate when you query it."),
    HAVING(
            "HAVING is not possible",
            "A row would come and go while its values change: filter with WHERE when you query the view."),
    GROUPING_SETS(
            "GROUPING SETS, ROLLUP and CUBE are not possible", "A view has one grouping: define one view for each."),
    SESSION(
            "SESSION is not possible",
            "A late row would join two sessions that were told apart: use TUMBLE(moment, size) or HOP(moment, slide, size)."),
    STAR("'*' is not possible", "Name the columns of the view one by one: those of GROUP BY and the aggregates."),
    PARAMETER("A parameter is not possible", "Write the value itself."),
    NON_DETERMINISTIC(
            "A function that answers differently each time is not possible",
            "Batch and speed layer would disagree: use a column of the dataset, such as its event time."),
    FROM("This FROM is not possible", "Name one dataset: FROM name."),
    OTHER_CLAUSE("This clause is not possible", "A view is SELECT ... FROM ... WHERE ... GROUP BY ...");

    private static final Map<String, Refusal> FUNCTIONS = Map.ofEntries(
            Map.entry("$SESSION", SESSION),
            Map.entry("ROLLUP", GROUPING_SETS),
            Map.entry("CUBE", GROUPING_SETS),
            Map.entry("RAND", NON_DETERMINISTIC),
            Map.entry("RANDOM", NON_DETERMINISTIC),
            Map.entry("RAND_INTEGER", NON_DETERMINISTIC),
            Map.entry("UUID", NON_DETERMINISTIC),
            Map.entry("NOW", NON_DETERMINISTIC),
            Map.entry("CURRENT_TIMESTAMP", NON_DETERMINISTIC),
            Map.entry("CURRENT_DATE", NON_DETERMINISTIC),
            Map.entry("CURRENT_TIME", NON_DETERMINISTIC),
            Map.entry("LOCALTIME", NON_DETERMINISTIC),
            Map.entry("LOCALTIMESTAMP", NON_DETERMINISTIC),
            Map.entry("USER", NON_DETERMINISTIC),
            Map.entry("CURRENT_USER", NON_DETERMINISTIC),
            Map.entry("SESSION_USER", NON_DETERMINISTIC),
            Map.entry("SYSTEM_USER", NON_DETERMINISTIC));

    private final String title;
    private final String advice;

    Refusal(String title, String advice) {
        this.title = title;
        this.advice = advice;
    }

    SqlProblem at(SqlParserPos position) {
        return SqlProblem.unsupported(position, title, advice);
    }

    /** Returns the reason against a function of this name, if there is one. */
    static Optional<Refusal> ofFunction(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name.toUpperCase(Locale.ROOT)));
    }

    /** Returns the reason against a call for what kind of call it is, if there is one. */
    static Optional<Refusal> ofCall(SqlCall call) {
        boolean countsDistinct = call.getOperator().getName().equalsIgnoreCase("COUNT") && call.operandCount() == 1;
        if (AggregateRewrite.isDistinct(call) && !countsDistinct) {
            return Optional.of(DISTINCT_VALUES);
        }
        SqlKind kind = call.getKind();
        return switch (kind) {
            case OVER -> Optional.of(OVER);
            case GROUPING_SETS, ROLLUP, CUBE -> Optional.of(GROUPING_SETS);
            default -> kind.belongsTo(SqlKind.QUERY) ? Optional.of(SUBQUERY) : Optional.empty();
        };
    }
}
