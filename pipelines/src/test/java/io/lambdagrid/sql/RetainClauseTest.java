package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lambdagrid.view.Horizons;
import io.lambdagrid.view.Retention;
import io.lambdagrid.view.RowAge;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetainClauseTest {
    private static final String BY_DAY =
            "SELECT country, FLOOR(ordered_at TO DAY) AS sold_day, COUNT(*) AS n FROM orders GROUP BY country, sold_day";

    private static long micros(String time) {
        return Temporal.fromExternal(LocalDateTime.parse(time));
    }

    private static RowAge age(String sql) {
        return RowAge.of(Shop.view(sql)).orElseThrow();
    }

    @Test
    void clause_says_for_how_long_rows_stay() {
        ViewDefinition view = Shop.view(BY_DAY + "\nRETAIN sold_day FOR INTERVAL '400' DAY; -- and no longer");
        assertThat(view.retention())
                .isEqualTo(new Retention(1, Duration.ofDays(400).toMillis() * 1000));
        assertThat(view.sql()).contains("RETAIN");
        assertThat(Shop.view(BY_DAY).retention()).isNull();
        assertThat(RowAge.of(Shop.view(BY_DAY))).isEmpty();
    }

    @Test
    void clause_is_found_behind_texts_comments_and_quotes() {
        String sql = "SELECT due AS \"retain\", 'x RETAIN y FOR' AS t, COUNT(*) AS n /* RETAIN a FOR */ FROM orders"
                + " WHERE country <> 'RETAIN due FOR' GROUP BY due, t retain \"retain\" for interval '12' hour";
        assertThat(Shop.view(sql).retention())
                .isEqualTo(new Retention(0, Duration.ofHours(12).toMillis() * 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT retain.country, COUNT(*) AS n FROM orders retain WHERE retain.quantity > 1 GROUP BY country",
                "SELECT country AS retain, COUNT(*) AS n FROM orders GROUP BY retain",
                "SELECT country, COUNT(*) AS retain FROM orders GROUP BY country"
            })
    void word_may_be_a_name_elsewhere(String sql) {
        assertThat(Shop.view(sql).retention()).isNull();
    }

    /** Each: the clause, with the part that must be underlined in [brackets]; title; advice. */
    static Stream<Arguments> refused() {
        String form = "Write RETAIN column FOR INTERVAL '90' DAY, as the last clause.";
        String columns = "Rows can leave by: sold_day.";
        return Stream.of(
                Arguments.of("[RETAIN]", "RETAIN is not complete: what leaves by what is not said", form),
                Arguments.of("RETAIN [sold_day]", "RETAIN is not complete: FOR is missing", form),
                Arguments.of(
                        "RETAIN sold_day FOR [INTERVAL]", "RETAIN is not complete: the interval has no length", form),
                Arguments.of("RETAIN [for] INTERVAL '1' DAY", "RETAIN does not say by which column rows leave", form),
                Arguments.of("RETAIN sold_day FOR ['90'] DAY", "''90'' stands where INTERVAL was expected", form),
                Arguments.of("RETAIN sold_day FOR INTERVAL [90] DAY", "'90' is not a whole number in quotes", form),
                Arguments.of("RETAIN sold_day FOR INTERVAL ['1.5'] DAY", "'1.5' is not a whole number in quotes", form),
                Arguments.of(
                        "RETAIN sold_day FOR INTERVAL ['-3'] DAY",
                        "Rows cannot be retained for '-3'",
                        "The interval is greater than zero; leave RETAIN away to keep all rows."),
                Arguments.of(
                        "RETAIN sold_day FOR INTERVAL ['0'] DAY",
                        "Rows cannot be retained for '0'",
                        "The interval is greater than zero; leave RETAIN away to keep all rows."),
                Arguments.of(
                        "RETAIN sold_day FOR INTERVAL '3' [DAYS]",
                        "'DAYS' is not a unit of RETAIN",
                        "Did you mean 'DAY'?  There are: DAY, HOUR, MINUTE, SECOND."),
                Arguments.of(
                        "RETAIN sold_day FOR INTERVAL '3' [MONTH]",
                        "'MONTH' is not a unit of RETAIN",
                        "There are: DAY, HOUR, MINUTE, SECOND.  Months and years differ in length: write them in days."),
                Arguments.of("RETAIN sold_day FOR INTERVAL '3' DAY [AND] MORE", "'AND' follows RETAIN", form),
                Arguments.of(
                        "RETAIN [sold_dai] FOR INTERVAL '3' DAY",
                        "'sold_dai' is not a column of GROUP BY",
                        "Did you mean 'sold_day'?  " + columns),
                Arguments.of(
                        "RETAIN [country] FOR INTERVAL '3' DAY",
                        "'country' is of type VARCHAR, expected a DATE or TIMESTAMP",
                        columns));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void clause_that_does_not_fit_is_refused(String marked, String title, String advice) {
        String clause = marked.replace("[", "").replace("]", "");
        ViewSqlException problem =
                catchThrowableOfType(ViewSqlException.class, () -> Shop.view(BY_DAY + "\n" + clause));
        String underlined = marked.substring(marked.indexOf('[') + 1, marked.indexOf(']'));
        assertThat(problem.getMessage())
                .isEqualTo("LG-101  " + title + " in view 'revenue'\n   2 | " + clause + "\n     | "
                        + " ".repeat(marked.indexOf('[')) + "^".repeat(underlined.length()) + "\n   " + advice);
        assertThat(problem.line()).isEqualTo(2);
    }

    @Test
    void view_without_a_time_bucket_cannot_retain() {
        ViewSqlException problem = catchThrowableOfType(
                ViewSqlException.class,
                () -> Shop.view("SELECT country, COUNT(*) AS n FROM orders GROUP BY country RETAIN country FOR INTERVAL"
                        + " '3' DAY"));
        assertThat(problem.getMessage())
                .contains("RETAIN is not possible without a time bucket")
                .endsWith(
                        "The rows of this view do not grow old: group by one, such as FLOOR(moment TO DAY) AS event_day, or"
                                + " leave RETAIN away.");
    }

    @Test
    void bucket_leaves_when_it_has_been_over_for_so_long() {
        RowAge age = age(BY_DAY + " RETAIN sold_day FOR INTERVAL '10' DAY");
        // Moves only at midnight, however often it is asked for.
        assertThat(age.horizonAt(micros("2026-03-20T00:00"))).isEqualTo(micros("2026-03-10T00:00"));
        assertThat(age.horizonAt(micros("2026-03-20T23:59:59"))).isEqualTo(micros("2026-03-10T00:00"));
        assertThat(age.horizonAt(micros("2026-03-21T00:00"))).isEqualTo(micros("2026-03-11T00:00"));
    }

    @Test
    void overlapping_bucket_leaves_when_its_end_is_old_enough() {
        String hop = "(ordered_at, INTERVAL '10' MINUTE, INTERVAL '1' HOUR)";
        RowAge age = age("SELECT HOP_START" + hop + " AS h, COUNT(*) AS n FROM orders GROUP BY HOP" + hop
                + " RETAIN h FOR INTERVAL '1' HOUR");
        // At 12:00 those that ended by 11:00 leave; the one that ends at 11:10 began at 10:10.
        assertThat(age.horizonAt(micros("2026-03-20T12:00"))).isEqualTo(micros("2026-03-20T10:10"));
    }

    @Test
    void months_and_dates_are_buckets_too() {
        RowAge byMonth = age("SELECT FLOOR(ordered_at TO MONTH) AS m, COUNT(*) AS n FROM orders GROUP BY m"
                + " RETAIN m FOR INTERVAL '30' DAY");
        assertThat(byMonth.horizonAt(micros("2026-03-20T12:00"))).isEqualTo(micros("2026-02-01T00:00"));
        RowAge byDate = age("SELECT CAST(ordered_at AS DATE) AS sold_day, COUNT(*) AS n FROM orders GROUP BY sold_day"
                + " RETAIN sold_day FOR INTERVAL '30' DAY");
        assertThat(byDate.horizonAt(micros("2026-03-20T12:00"))).isEqualTo(micros("2026-02-18T00:00"));
        assertThat(byDate.firstKept(micros("2026-02-18T00:00"))).isEqualTo(LocalDate.parse("2026-02-18"));
        assertThat(byDate.firstKept(micros("2026-02-18T00:01"))).isEqualTo(LocalDate.parse("2026-02-19"));
    }

    @Test
    void rows_before_the_horizon_have_left_and_those_without_a_time_stay() {
        ViewFold fold = new ViewFold(Shop.view(BY_DAY + " RETAIN sold_day FOR INTERVAL '10' DAY"));
        Horizons horizons = new Horizons(Map.of("revenue", micros("2026-03-10T00:00")));
        assertThat(fold.hasLeft("de|2026-03-09T00:00", horizons)).isTrue();
        assertThat(fold.hasLeft("a\\|b|1969-12-31T00:00", horizons)).isTrue();
        assertThat(fold.hasLeft("de|2026-03-10T00:00", horizons)).isFalse();
        assertThat(fold.hasLeft("de|+52026-03-10T00:00", horizons)).isFalse();
        assertThat(fold.hasLeft("de|\\N", horizons)).isFalse();
        assertThat(fold.hasLeft("de|2026-03-09T00:00", Horizons.NONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLOOR(ordered_at TO HOUR)",
                "CAST(ordered_at AS DATE)",
                "FLOOR(CAST(ordered_at AS DATE) TO WEEK)",
                "ordered_at",
                "TUMBLE(ordered_at, INTERVAL '5' MINUTE)"
            })
    void bucket_of_the_event_time_holds_no_event_from_before_it(String bucket) {
        int eventTime = Shop.ORDERS.indexOf("ordered_at").orElseThrow();
        String start = bucket.replace("TUMBLE(", "TUMBLE_START(");
        assertThat(age("SELECT " + start + " AS b, COUNT(*) AS n FROM orders GROUP BY " + bucket
                                + " RETAIN b FOR INTERVAL '1' DAY")
                        .isRoundedDown(eventTime))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"due", "ordered_at - INTERVAL '1' HOUR", "CAST('2026-01-01' AS DATE)"})
    void other_times_say_nothing_of_the_event_time(String time) {
        int eventTime = Shop.ORDERS.indexOf("ordered_at").orElseThrow();
        assertThat(age("SELECT " + time + " AS b, COUNT(*) AS n FROM orders GROUP BY b RETAIN b FOR INTERVAL '1' DAY")
                        .isRoundedDown(eventTime))
                .isFalse();
    }
}
