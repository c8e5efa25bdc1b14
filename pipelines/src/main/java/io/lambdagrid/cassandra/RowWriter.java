package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Temporal;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the statement that writes one row of one view in one generation. Thread-safe.
 *
 * <p>The write's timestamp is the generation's number: whatever is delayed, repeated or sent by a job that is believed
 * dead writes the same row with the same timestamp, or loses to what deleted it.
 */
final class RowWriter {
    private static final int FIRST_VIEW_COLUMN = 4;

    private final BatchViewTable table;
    private final Shown shown;
    private final long generation;
    private final PreparedStatement insert;
    private final CassandraSettings settings;

    /** Whose rows these are, and what stands in the columns that are not the grid's. */
    private record Shown(String view, Function<BatchRow, @Nullable Object[]> columns) {}

    private RowWriter(
            BatchViewTable table, Shown shown, long generation, PreparedStatement insert, CassandraSettings settings) {
        this.table = table;
        this.shown = shown;
        this.generation = generation;
        this.insert = insert;
        this.settings = settings;
    }

    /** Asks Cassandra to prepare the statement; blocks. The view's table must exist. */
    static RowWriter prepare(CassandraSession session, ViewDefinition view, long generation) {
        ViewFold fold = new ViewFold(view);
        Shown shown = new Shown(view.name(), row -> finish(fold, row));
        return prepare(session, BatchViewTable.of(view), shown, generation);
    }

    /** Does the same for the records of a dataset that were rejected. */
    static RowWriter prepareRejected(CassandraSession session, String dataset, long generation) {
        Shown shown = new Shown(BatchViewTable.REJECTED, RowWriter::rejected);
        return prepare(session, BatchViewTable.ofRejected(dataset), shown, generation);
    }

    private static RowWriter prepare(CassandraSession session, BatchViewTable table, Shown shown, long generation) {
        CqlSession cql = session.cql();
        try {
            PreparedStatement insert =
                    cql.prepare(table.insertCql(session.settings().keyspace()));
            return new RowWriter(table, shown, generation, insert, session.settings());
        } catch (DriverException e) {
            throw DriverFailure.asGridException(
                    e, session.settings(), "prepare writing rows of view '" + shown.view() + "'");
        }
    }

    String view() {
        return shown.view();
    }

    BoundStatement write(BatchRow row) {
        StoredKey key = StoredKey.of(row.key());
        BoundStatementBuilder statement = insert.boundStatementBuilder()
                .setString(0, key.text())
                .setLong(1, generation)
                .setByteBuffer(3, ByteBuffer.wrap(row.partials()))
                .setLong(FIRST_VIEW_COLUMN + table.columns().size(), generation)
                .setConsistencyLevel(settings.consistency().writeLevel())
                .setIdempotence(true);
        ByteBuffer fullKey = key.full();
        if (fullKey != null) {
            statement = statement.setByteBuffer(2, fullKey);
        }
        @Nullable Object[] values = shown.columns().apply(row);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            // NULL stays unset: written as null, it would cost a tombstone.
            if (value != null) {
                set(
                        statement,
                        FIRST_VIEW_COLUMN + i,
                        value,
                        table.columns().get(i).type());
            }
        }
        return statement.build();
    }

    private static @Nullable Object[] rejected(BatchRow row) {
        StoredRejection rejection = StoredRejection.of(row);
        return new @Nullable Object[] {rejection.reason(), rejection.text()};
    }

    private static @Nullable Object[] finish(ViewFold fold, BatchRow row) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(row.partials()));
            return fold.finish(row.key(), fold.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Partial results of key '" + row.key() + "' cannot be read", e);
        }
    }

    private static BoundStatementBuilder set(
            BoundStatementBuilder statement, int index, Object value, ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
            case INTEGER -> statement.setInt(index, (Integer) value);
            case BIGINT -> statement.setLong(index, (Long) value);
            case DOUBLE -> statement.setDouble(index, (Double) value);
            case DECIMAL -> statement.setBigDecimal(index, (BigDecimal) value);
            // Half a surrogate pair is no UTF-8, and the driver refuses it; here it reads as a question mark.
            case VARCHAR -> statement.setString(index, StoredKey.overUtf8((String) value));
            case DATE -> statement.setLocalDate(index, LocalDate.ofEpochDay((Integer) value));
            case TIMESTAMP -> {
                long millis = Math.floorDiv((Long) value, Temporal.MICROS_PER_SECOND / 1000);
                yield statement.setInstant(index, Instant.ofEpochMilli(millis));
            }
        };
    }
}
