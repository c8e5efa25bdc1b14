package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DuckDbTest {

    @Test
    void each_connection_is_a_database_of_its_own() throws Exception {
        try (Connection first = DuckDb.connect();
                Connection second = DuckDb.connect();
                Statement inFirst = first.createStatement();
                Statement inSecond = second.createStatement()) {
            inFirst.execute("CREATE TABLE t AS SELECT range AS i FROM range(10)");
            inSecond.execute("CREATE TABLE t AS SELECT range AS i FROM range(3)");
            assertThat(sum(inFirst)).isEqualTo(45);
            assertThat(sum(inSecond)).isEqualTo(3);
        }
    }

    private static long sum(Statement statement) throws Exception {
        try (ResultSet rows = statement.executeQuery("SELECT sum(i) FROM t")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
