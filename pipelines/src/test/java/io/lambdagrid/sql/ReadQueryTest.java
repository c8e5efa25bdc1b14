package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who is not trusted may run. */
class ReadQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "select * from v where __key = ?#SELECT * FROM \"v\" WHERE (\"__key\" = ?)#v",
                "SELECT a AS \"x\"\"y\" FROM v -- end#SELECT \"a\" AS \"x\"\"y\" FROM \"v\"#v",
                "SELECT 'it''s \u65e5' FROM v /* from w */#SELECT 'it''s \u65e5' FROM \"v\"#v",
                "SELECT a.x FROM v a JOIN w ON a.k = w.k#SELECT \"a\".\"x\" FROM \"v\" AS \"a\" INNER JOIN \"w\" ON (\"a\".\"k\" = \"w\".\"k\")#v w",
                "SELECT (SELECT MAX(x) FROM w) FROM v#SELECT (SELECT MAX(\"x\") FROM \"w\") FROM \"v\"#v w",
                "SELECT x FROM v WHERE x IN (SELECT y FROM w)#SELECT \"x\" FROM \"v\" WHERE (\"x\" IN (SELECT \"y\" FROM \"w\"))#v w",
                "SELECT x FROM (SELECT x FROM v) UNION ALL SELECT x FROM w#SELECT \"x\" FROM (SELECT \"x\" FROM \"v\") UNION ALL SELECT \"x\" FROM \"w\"#v w"
            })
    void text_is_written_anew_from_what_was_understood_and_every_table_is_known(
            String text, String sql, String tables) {
        ReadQuery query = ReadQuery.parse(text);

        assertThat(query.sql().replaceAll("\\s+", " ")).isEqualTo(sql);
        assertThat(query.tables()).containsExactlyInAnyOrder(tables.split(" ", -1));
        assertThat(ReadQuery.parse(query.sql()).tables()).isEqualTo(query.tables());
    }

    @Test
    void parameters_are_told_in_the_order_in_which_they_are_written_anew() {
        assertThat(ReadQuery.parse("SELECT x FROM v WHERE y = ? LIMIT ? OFFSET ?")
                        .parameterOrder())
                .containsExactly(0, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO v VALUES (1)",
                "SINK INTO v VALUES (1)",
                "DROP MAPPING v",
                "CREATE JOB j AS SINK INTO v SELECT 1",
                "SHOW MAPPINGS",
                "EXPLAIN PLAN FOR SELECT 1",
                "VALUES (1)",
                "TABLE v",
                "WITH w AS (SELECT 1) SELECT * FROM w",
                "SELECT 1; SELECT 2",
                "SELECT * FROM TABLE(csv_file('/etc'))",
                "SELECT * FROM v, LATERAL (SELECT 1)",
                "SELECT * FROM UNNEST(ARRAY[1])",
                "SELECT * FROM (VALUES (1)) AS t(a)",
                "SELECT * FROM v TABLESAMPLE BERNOULLI(5)",
                "SELECT * FROM v FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01 00:00:00'",
                "SELECT * FROM v MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS A.x > 1)",
                "SELECT * FROM information_schema.tables",
                "SELECT /*+ hint(1) */ a FROM v",
                "SELECT FROM v",
                "SELECT 'never closed FROM v",
                "",
                "-- nothing"
            })
    void whatever_is_no_plain_select_is_refused(String text) {
        assertThatThrownBy(() -> ReadQuery.parse(text))
                .isInstanceOfSatisfying(
                        GridException.class, e -> assertThat(e.error()).isEqualTo(GridError.REQUEST_INVALID))
                .message()
                .endsWith(".")
                .hasLineCount(1);
    }

    @Test
    void statement_that_is_too_long_too_deep_or_too_wide_is_refused() {
        for (String text : new String[] {
            "SELECT '" + "x".repeat(70_000) + "' FROM v",
            "(".repeat(5_000) + "SELECT 1 FROM v" + ")".repeat(5_000),
            "SELECT " + "(".repeat(3_000) + "1" + ")".repeat(3_000) + " FROM v",
            "SELECT x FROM v WHERE " + "x = 1 OR ".repeat(2_000) + "x = 2",
            "SELECT x FROM v WHERE x IN (" + "1, ".repeat(2_000) + "1)",
            "SELECT * FROM " + "v, ".repeat(20) + "v"
        }) {
            assertThatThrownBy(() -> ReadQuery.parse(text)).isInstanceOf(GridException.class);
        }
    }
}
