package io.lambdagrid.client;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of a query, as the engine delivers them. */
final class FetchedRows implements SqlResult {
    private final com.hazelcast.sql.SqlResult result;
    private final Function<Throwable, LambdaGridException> explain;
    private final RowColumns columns;
    private boolean iterated;
    private boolean ended;

    FetchedRows(com.hazelcast.sql.SqlResult result, Function<Throwable, LambdaGridException> explain) {
        this.result = result;
        this.explain = explain;
        this.columns = new RowColumns(columns(result));
    }

    private static List<Column> columns(com.hazelcast.sql.SqlResult result) {
        List<Column> columns = new ArrayList<>();
        if (result.isRowSet()) {
            for (SqlColumnMetadata column : result.getRowMetadata().getColumns()) {
                columns.add(new Column(column.getName(), column.getType().name().replace('_', ' ')));
            }
        }
        return columns;
    }

    @Override
    public List<Column> columns() {
        return columns.columns();
    }

    @Override
    public Iterator<Row> iterator() {
        if (iterated) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "The rows of this result were gone through already. Keep them in a list, or run the query again.");
        }
        iterated = true;
        Iterator<SqlRow> rows = result.isRowSet() ? result.iterator() : Collections.emptyIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return explained(rows::hasNext);
            }

            @Override
            public Row next() {
                return row(explained(rows::next));
            }
        };
    }

    private <T> T explained(Supplier<T> step) {
        try {
            return step.get();
        } catch (NoSuchElementException end) {
            throw end;
        } catch (RuntimeException failure) {
            ended = true;
            throw explain.apply(failure);
        }
    }

    private Row row(SqlRow fetched) {
        Object[] values = new Object[columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = own(fetched.getObject(i));
        }
        return new Row(columns, values);
    }

    /** Types of the transport stay inside. */
    private static @Nullable Object own(@Nullable Object value) {
        return value instanceof HazelcastJsonValue || value instanceof GenericRecord ? value.toString() : value;
    }

    @Override
    public Stream<Row> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /** What has failed has ended on the members, too; the engine's client does not like to be told so. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            result.close();
        } catch (RuntimeException failure) {
            throw explain.apply(failure);
        }
    }
}
