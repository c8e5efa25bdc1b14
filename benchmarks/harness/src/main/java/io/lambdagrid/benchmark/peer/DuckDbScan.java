package io.lambdagrid.benchmark.peer;

import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.benchmark.subject.Parameters;
import io.lambdagrid.benchmark.subject.Rounds;
import io.lambdagrid.benchmark.subject.Subject;
import io.lambdagrid.stack.DuckDb;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** DuckDB over the Parquet files of the master dataset. Measured is the aggregation into a table in memory. */
public final class DuckDbScan implements Subject {
    private final Connection database;
    private final String sql;

    private DuckDbScan(Connection database, String sql) {
        this.database = database;
        this.sql = sql;
    }

    /** Runs it as a subject. */
    public static void main(String[] arguments) {
        Rounds.main(arguments, DuckDbScan::create);
    }

    private static DuckDbScan create(Parameters parameters) throws SQLException {
        DuckDbScan scan = new DuckDbScan(DuckDb.connect(), parameters.text("sql"));
        scan.execute("SET threads = " + parameters.number("threads"));
        scan.execute("CREATE VIEW " + parameters.text("dataset") + " AS SELECT * FROM read_parquet('"
                + parameters.text("files").replace("'", "''") + "')");
        return scan;
    }

    private void execute(String statement) throws SQLException {
        try (Statement executed = database.createStatement()) {
            executed.execute(statement);
        }
    }

    @Override
    public Map<String, String> versions() {
        try {
            return Map.of("duckdb", database.getMetaData().getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void work() throws SQLException {
        execute("CREATE OR REPLACE TEMP TABLE answer AS " + sql);
    }

    @Override
    public Answer answer() throws SQLException {
        Answer answer = Answer.NOTHING;
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM answer")) {
            while (rows.next()) {
                BigDecimal revenue = rows.getBigDecimal(3);
                answer = answer.plus(rows.getString(1), rows.getLong(2), revenue == null ? BigDecimal.ZERO : revenue);
            }
        }
        return answer;
    }
}
