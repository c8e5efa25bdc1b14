package io.lambdagrid.client;

import com.hazelcast.sql.SqlStatement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks the SQL engine. Thread-safe. */
final class Queries {
    /** The engine refuses a timeout for anything else. */
    private static final Pattern QUERY =
            Pattern.compile("(?:\\s|\\(|--.*|/\\*(?s:.*?)\\*/)*(?:SELECT|VALUES|WITH)\\b", Pattern.CASE_INSENSITIVE);

    private final Connection connection;

    Queries(Connection connection) {
        this.connection = connection;
    }

    SqlResult run(String query, @Nullable Object... arguments) {
        SqlStatement statement = new SqlStatement(query);
        if (QUERY.matcher(query).lookingAt()) {
            statement.setTimeoutMillis(connection.settings().statementTimeout().toMillis());
        }
        Arrays.stream(arguments).map(Queries::parameter).forEach(statement::addParameter);
        return new FetchedRows(connection.askSql(engine -> engine.execute(statement)), connection::explain);
    }

    /** The engine would take a moment for a time with the time zone of whatever member runs the query. */
    private static @Nullable Object parameter(@Nullable Object argument) {
        return argument instanceof Instant moment ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC) : argument;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
