package io.lambdagrid.node.sql;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of any database, with times as java.time has them, so that those of two databases can be compared. */
final class Rows {
    private Rows() {}

    static List<List<@Nullable Object>> of(Connection database, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return of(rows);
            }
        }
    }

    static List<List<@Nullable Object>> of(ResultSet rows) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(modern(rows.getObject(i)));
            }
            all.add(row);
        }
        return all;
    }

    private static @Nullable Object modern(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime();
        }
        return value instanceof Date date ? date.toLocalDate() : value;
    }
}
