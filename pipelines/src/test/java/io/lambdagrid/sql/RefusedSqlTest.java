package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedSqlTest {
    private static final String COLUMNS =
            "Dataset 'orders' has: amount, clicks, country, due, ordered_at, paid, quantity, rate, weight.";
    private static final String TYPES =
            "There are: BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL(p,s) of at most 38 digits, VARCHAR, DATE, TIMESTAMP.";
    private static final String CAST = "No type is converted silently: write CAST(x AS type).";

    private static String message(String sql) {
        return String.valueOf(catchThrowableOfType(ViewSqlException.class, () -> Shop.view(sql))
                .getMessage());
    }

    @Test
    void a_problem_is_shown_in_its_line() {
        ViewSqlException problem = catchThrowableOfType(
                ViewSqlException.class,
                () -> Shop.view("-- revenue\nSELECT country, SUM(amout) AS revenue\nFROM orders\nGROUP BY country"));
        assertThat(problem.getMessage())
                .isEqualTo("LG-101  Unknown column 'amout' in view 'revenue'\n"
                        + "   2 | SELECT country, SUM(amout) AS revenue\n"
                        + "     |                     ^^^^^\n"
                        + "   Did you mean 'amount'?  " + COLUMNS);
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(21);
    }

    @Test
    void all_problems_of_a_text_are_shown_at_once() {
        assertThat(message("SELECT county, RAND() AS r,\n  SUM(DISTINCT quantity) AS c FROM orders GROUP BY county"))
                .isEqualTo("LG-101  Unknown column 'county' in view 'revenue'\n"
                        + "   1 | SELECT county, RAND() AS r,\n"
                        + "     |        ^^^^^^\n"
                        + "   Did you mean 'country'?  " + COLUMNS + "\n"
                        + "LG-102  A function that answers differently each time is not possible in view 'revenue'\n"
                        + "   1 | SELECT county, RAND() AS r,\n"
                        + "     |                ^^^^^^\n"
                        + "   Batch and speed layer would disagree: use a column of the dataset, such as its event time.\n"
                        + "LG-102  DISTINCT is possible in COUNT(DISTINCT x) only in view 'revenue'\n"
                        + "   2 |   SUM(DISTINCT quantity) AS c FROM orders GROUP BY county\n"
                        + "     |   ^^^^^^^^^^^^^^^^^^^^^^\n"
                        + "   Leave it away, or define a view that groups by the value and aggregate when you query it.\n"
                        + "LG-101  Unknown column 'county' in view 'revenue'\n"
                        + "   2 |   SUM(DISTINCT quantity) AS c FROM orders GROUP BY county\n"
                        + "     |                                                    ^^^^^^\n"
                        + "   Did you mean 'country'?  " + COLUMNS);
    }

    @Test
    void the_name_of_the_view_must_be_valid() {
        assertThat(catchThrowableOfType(
                                GridException.class,
                                () -> new ViewParser(List.of()).parse("Revenue!", "SELECT 1", Shop.ORDERS))
                        .getMessage())
                .isEqualTo("LG-101  The view name 'Revenue!' is not valid, expected a lower-case letter followed by at"
                        + " most 62 letters, digits or underscores: rename the view");
    }

    /** Each: the SQL, with the part that must be underlined in [brackets]; code and title; advice. */
    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "SELECT COUNT(*) AS n [FORM] orders",
                        "LG-101  'FORM' cannot stand here",
                        "Did you mean 'FROM'?"),
                Arguments.of(
                        "[SELEC] COUNT(*) AS n FROM orders",
                        "LG-101  'SELEC' cannot stand here",
                        "A view is SELECT ... FROM ... WHERE ... GROUP BY ..."),
                Arguments.of(
                        "SELECT SUM(amount) AS [value] FROM orders",
                        "LG-101  'value' cannot stand here",
                        "A name that is a word of SQL must stand in double quotes: \"value\"."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE country = [']de",
                        "LG-101  A text begins here and never ends",
                        "Close it with another '."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders; [SELECT 1]",
                        "LG-101  There is a second statement",
                        "A view is one SELECT: write each view into its own text."),
                Arguments.of(
                        "[INSERT INTO orders VALUES (1)]",
                        "LG-101  This is no SELECT",
                        "Write SELECT ... FROM ... WHERE ... GROUP BY ..."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM [ordres]",
                        "LG-101  Unknown dataset 'ordres'",
                        "Did you mean 'orders'?  There are: orders."),
                Arguments.of("[SELECT 1 AS n]", "LG-101  There is no FROM", "Name a dataset: FROM name."),
                Arguments.of(
                        "SELECT [country AS c] FROM orders GROUP BY country",
                        "LG-102  There is no aggregate",
                        "A view summarizes rows: add one of its aggregates, such as COUNT(*) AS events."),
                Arguments.of(
                        "SELECT country, [COUNT(*)] FROM orders GROUP BY country",
                        "LG-101  The column 'COUNT(*)' has no name",
                        "Add one: COUNT(*) AS name."),
                Arguments.of(
                        "SELECT COUNT(*) AS n, [SUM(amount) AS n] FROM orders",
                        "LG-101  Two columns have the name 'n'",
                        "Give one of them another name with AS."),
                Arguments.of(
                        "SELECT COUNT(*) AS [\"N\"] FROM orders",
                        "LG-101  'N' cannot be the name of a column",
                        "A name is a lower-case letter followed by at most 62 letters, digits or underscores."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders GROUP BY [country]",
                        "LG-101  'country' is in GROUP BY but not in the SELECT list",
                        "Rows could not be told apart without it: add it to the SELECT list."),
                Arguments.of(
                        "SELECT COUNT(*) AS n, [amount] FROM orders",
                        "LG-101  'amount' is neither in GROUP BY nor inside an aggregate",
                        "Add it to GROUP BY, or take one value of it, such as with MAX."),
                Arguments.of(
                        "SELECT SUM([country]) AS n FROM orders",
                        "LG-101  SUM does not take a value of type VARCHAR",
                        "It takes INTEGER, BIGINT, DECIMAL or DOUBLE: convert with CAST(x AS type)."),
                Arguments.of(
                        "SELECT STDDEV([due]) AS n FROM orders",
                        "LG-101  STDDEV does not take a value of type DATE",
                        "It takes INTEGER, BIGINT, DECIMAL or DOUBLE: convert with CAST(x AS type)."),
                Arguments.of(
                        "SELECT BOOL_AND([quantity]) AS n FROM orders",
                        "LG-101  BOOL_AND does not take a value of type INTEGER",
                        "It takes BOOLEAN: convert with CAST(x AS type)."),
                Arguments.of(
                        "SELECT [COUNT(DISTINCT country, quantity)] AS n FROM orders",
                        "LG-102  DISTINCT is possible in COUNT(DISTINCT x) only",
                        "Leave it away, or define a view that groups by the value and aggregate when you query it."),
                Arguments.of(
                        "SELECT APPROX_PERCENTILE(amount, [99]) AS n FROM orders",
                        "LG-101  '99' cannot be the fraction of APPROX_PERCENTILE",
                        "It is a number from 0 to 1, such as 0.99."),
                Arguments.of(
                        "SELECT APPROX_PERCENTILE(amount, [rate]) AS n FROM orders",
                        "LG-101  'rate' cannot be the fraction of APPROX_PERCENTILE",
                        "It is a number from 0 to 1, such as 0.99."),
                Arguments.of(
                        "SELECT APPROX_PERCENTILE(amount, ['high']) AS n FROM orders",
                        "LG-101  ''high'' cannot be the fraction of APPROX_PERCENTILE",
                        "It is a number from 0 to 1, such as 0.99."),
                Arguments.of(
                        "SELECT APPROX_PERCENTILE([country], 0.5) AS n FROM orders",
                        "LG-101  APPROX_PERCENTILE does not take a value of type VARCHAR",
                        "It takes INTEGER, BIGINT, DECIMAL or DOUBLE: convert with CAST(x AS type)."),
                Arguments.of(
                        "SELECT [MAX_BY(country)] AS n FROM orders",
                        "LG-101  'MAX_BY' has the wrong number of arguments, expected 2",
                        "Add or remove arguments."),
                Arguments.of(
                        "SELECT [SUM(COUNT(*))] AS n FROM orders",
                        "LG-101  An aggregate of an aggregate is not possible",
                        "Define a view for the inner one, and aggregate when you query it."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [SUM(amount)] > 1",
                        "LG-101  An aggregate in WHERE is not possible",
                        "Rows are chosen and grouped before they are aggregated: filter when you query the view."),
                Arguments.of(
                        "SELECT COUNT(*) FILTER (WHERE [SUM(amount) > 1]) AS n FROM orders",
                        "LG-101  An aggregate in FILTER is not possible",
                        "FILTER chooses rows before they are aggregated."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [quantity]",
                        "LG-101  WHERE wants a condition",
                        "Write one that is TRUE or FALSE for each row, such as quantity > 0."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [country = 3]",
                        "LG-101  Cannot compare VARCHAR with INTEGER",
                        CAST),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [country IN (1, 2)]",
                        "LG-101  Cannot compare VARCHAR with INTEGER",
                        CAST),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [country + 1] > 3",
                        "LG-101  Cannot apply '+' to arguments of type '<VARCHAR> + <INTEGER>'",
                        CAST),
                Arguments.of(
                        "SELECT SUM([COALESCE(quantity, 'none')]) AS n FROM orders",
                        "LG-101  The values are of different types",
                        CAST),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [due > '2026-13-01']",
                        "LG-101  The text '2026-13-01' is no DATE",
                        "Write '2026-03-01'."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [UPPER(country, 1)] = 'X'",
                        "LG-101  'UPPER' has the wrong number of arguments, expected 1",
                        "Add or remove arguments."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE country LIKE 'a!b' ESCAPE ['!']",
                        "LG-101  The pattern 'a!b' of LIKE escapes a character that is neither % nor _",
                        "Write the escape character before %, _ or itself only."),
                Arguments.of(
                        "SELECT MAX([CAST(quantity AS TIMESTAMP)]) AS n FROM orders",
                        "LG-101  There is no CAST from INTEGER to TIMESTAMP",
                        "A number is no point in time: compute one, such as TIMESTAMP '1970-01-01 00:00:00' + INTERVAL."),
                Arguments.of(
                        "SELECT MAX(CAST(amount AS [DECIMAL(39, 2)])) AS n FROM orders",
                        "LG-102  The type 'DECIMAL(39, 2)' does not exist",
                        TYPES),
                Arguments.of(
                        "SELECT MAX(CAST(country AS [VARCHAR(3)])) AS n FROM orders",
                        "LG-102  The type 'VARCHAR(3)' does not exist",
                        TYPES + "  A VARCHAR has no length: cut it with SUBSTRING(x FROM 1 FOR n)."),
                Arguments.of(
                        "SELECT [*] FROM orders",
                        "LG-102  '*' is not possible",
                        "Name the columns of the view one by one: those of GROUP BY and the aggregates."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders [ORDER BY n]",
                        "LG-102  ORDER BY is not possible",
                        "A view has no order: order when you query it."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders LIMIT [10]",
                        "LG-102  LIMIT is not possible",
                        "A view keeps all of its rows: limit when you query it."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders HAVING [COUNT(*) > 1]",
                        "LG-102  HAVING is not possible",
                        "A row would come and go while its values change: filter with WHERE when you query the view."),
                Arguments.of(
                        "SELECT [DISTINCT] COUNT(*) AS n FROM orders",
                        "LG-102  SELECT DISTINCT is not possible",
                        "Write the columns into GROUP BY: that keeps each of them once."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders AS o JOIN [orders AS p] ON o.due = p.due",
                        "LG-102  A join is not possible",
                        "Batch and speed layer would have to see both sides at the same moment: define one view for each dataset and join them when you query."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders, [orders AS p]",
                        "LG-102  A join is not possible",
                        "Batch and speed layer would have to see both sides at the same moment: define one view for each dataset and join them when you query."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM ([SELECT * FROM orders])",
                        "LG-102  A subquery is not possible",
                        "Its answer would change while rows arrive: define a second view and combine the two when you query."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE quantity IN ([SELECT 1])",
                        "LG-102  A subquery is not possible",
                        "Its answer would change while rows arrive: define a second view and combine the two when you query."),
                Arguments.of(
                        "[SELECT COUNT(*) AS n FROM orders UNION SELECT 1]",
                        "LG-102  UNION, INTERSECT and EXCEPT are not possible",
                        "A view is one SELECT over one dataset: define one view for each SELECT and combine them when you query."),
                Arguments.of(
                        "SELECT [COUNT(*) OVER ()] AS n FROM orders",
                        "LG-102  OVER is not possible",
                        "It depends on the order of rows, which differs between the layers: group by a time bucket instead."),
                Arguments.of(
                        "SELECT country, COUNT(*) AS n FROM orders GROUP BY [ROLLUP(country)]",
                        "LG-102  GROUPING SETS, ROLLUP and CUBE are not possible",
                        "A view has one grouping: define one view for each."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders GROUP BY [SESSION(ordered_at, INTERVAL '1' HOUR)]",
                        "LG-102  SESSION is not possible",
                        "A late row would join two sessions that were told apart: use TUMBLE(moment, size) or HOP(moment, slide, size)."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [HOP_START(ordered_at, INTERVAL '1' HOUR, INTERVAL '2' HOUR)] > ordered_at",
                        "LG-102  HOP is not possible here",
                        "A row is in several of its buckets: write it into GROUP BY, as an expression of its own."),
                Arguments.of(
                        "SELECT FLOOR(HOP_START(ordered_at, INTERVAL '1' HOUR, INTERVAL '2' HOUR) TO DAY) AS d, COUNT(*) AS n FROM orders GROUP BY FLOOR([HOP(ordered_at, INTERVAL '1' HOUR, INTERVAL '2' HOUR)] TO DAY)",
                        "LG-102  HOP is not possible here",
                        "A row is in several of its buckets: write it into GROUP BY, as an expression of its own."),
                Arguments.of(
                        "SELECT HOP_START(ordered_at, INTERVAL '1' HOUR, INTERVAL '2' HOUR) AS a, HOP_START(ordered_at, INTERVAL '1' HOUR, INTERVAL '3' HOUR) AS b, COUNT(*) AS n FROM orders GROUP BY HOP(ordered_at, INTERVAL '1' HOUR, INTERVAL '2' HOUR), [HOP(ordered_at, INTERVAL '1' HOUR, INTERVAL '3' HOUR)]",
                        "LG-102  A second HOP is not possible",
                        "A row would be in each pair of their buckets: define one view for each."),
                Arguments.of(
                        "SELECT HOP_START(ordered_at, INTERVAL '1' SECOND, INTERVAL '1' DAY) AS a, COUNT(*) AS n FROM orders GROUP BY [HOP(ordered_at, INTERVAL '1' SECOND, INTERVAL '1' DAY)]",
                        "LG-102  HOP puts each row into 86400 buckets",
                        "At most 1000 are possible: make the slide longer or the size shorter."),
                Arguments.of(
                        "SELECT HOP_START(ordered_at, INTERVAL '1' DAY, INTERVAL '1' MONTH) AS a, COUNT(*) AS n FROM orders GROUP BY HOP(ordered_at, INTERVAL '1' DAY, [INTERVAL '1' MONTH])",
                        "LG-102  HOP cannot have buckets of INTERVAL '1' MONTH",
                        "Buckets have a fixed length greater than zero; for months and years use FLOOR(moment TO MONTH)."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE ordered_at > [CURRENT_TIMESTAMP]",
                        "LG-102  A function that answers differently each time is not possible",
                        "Batch and speed layer would disagree: use a column of the dataset, such as its event time."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE quantity > [?]",
                        "LG-102  A parameter is not possible",
                        "Write the value itself."),
                Arguments.of(
                        "SELECT COUNT(*) AS n FROM orders WHERE [country SIMILAR TO 'd']",
                        "LG-102  The operator 'SIMILAR TO' is not possible",
                        "Views have arithmetic, comparisons, AND, OR, NOT, IS, BETWEEN, IN, LIKE, CASE and ||."),
                Arguments.of(
                        "SELECT MAX(EXTRACT([DOW] FROM due)) AS n FROM orders",
                        "LG-102  EXTRACT has no unit 'DOW'",
                        "There are: YEAR, QUARTER, MONTH, WEEK, ISOYEAR, DAY, ISODOW, DOY, HOUR, MINUTE, SECOND, EPOCH."),
                Arguments.of(
                        "SELECT MAX(TUMBLE(ordered_at, [INTERVAL '1' MONTH])) AS n FROM orders",
                        "LG-102  TUMBLE cannot have buckets of INTERVAL '1' MONTH",
                        "Buckets have a fixed length greater than zero; for months and years use FLOOR(moment TO MONTH)."),
                Arguments.of(
                        "SELECT MAX([CEIL(ordered_at TO HOUR)]) AS n FROM orders",
                        "LG-102  CEIL of a time is not possible",
                        "Use FLOOR(moment TO unit), and add an INTERVAL for its end."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_refusal_points_at_its_reason_and_says_what_to_do(String marked, String title, String advice) {
        int start = marked.indexOf('[');
        int length = marked.indexOf(']') - start - 1;
        String sql = marked.replace("[", "").replace("]", "");
        assertThat(message(sql))
                .isEqualTo(title + " in view 'revenue'\n   1 | " + sql + "\n     | " + " ".repeat(start)
                        + "^".repeat(length) + "\n   " + advice);
    }

    @Test
    void an_unknown_function_is_answered_with_those_that_exist() {
        assertThat(message("SELECT SUMM(amount) AS n FROM orders")).startsWith("""
                        LG-101  Unknown function 'SUMM' in view 'revenue'
                           1 | SELECT SUMM(amount) AS n FROM orders
                             |        ^^^^^^^^^^^^
                           Did you mean 'SUM'?  There are: ABS, APPROX_COUNT_DISTINCT, APPROX_PERCENTILE,""");
    }

    @Test
    void a_text_without_sql_is_refused() {
        assertThat(message("\n")).startsWith("LG-101  There is no SQL in view 'revenue'");
        assertThat(message("-- nothing")).startsWith("LG-101  There is no SQL in view 'revenue'");
    }
}
