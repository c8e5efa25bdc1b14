package io.lambdagrid.client;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a query, made into what the reader of a view wants to see. */
record ScannedRows<R>(SqlResult result, Function<Row, R> make) implements Rows<R> {
    @Override
    public Iterator<R> iterator() {
        Iterator<Row> rows = result.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public R next() {
                return make.apply(rows.next());
            }
        };
    }

    @Override
    public Stream<R> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    @Override
    public void close() {
        result.close();
    }
}
