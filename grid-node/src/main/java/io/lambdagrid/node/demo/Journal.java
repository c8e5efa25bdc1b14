package io.lambdagrid.node.demo;

import io.lambdagrid.stack.shop.ShopRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes down what the log holds: the bytes of each readable record with its place, one JSON object a line, and the
 * places of the unreadable ones. Which are which is known from the generator, not from any reader.
 */
final class Journal implements Acknowledgements, AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private final List<Place> unreadable = Collections.synchronizedList(new ArrayList<>());

    /** Where a record is in the log. */
    record Place(int partition, long offset) {}

    private Journal(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    static Journal create(Path file) throws IOException {
        return new Journal(file, new BufferedOutputStream(Files.newOutputStream(file), 1 << 20));
    }

    @Override
    public void acknowledged(ShopRecord record, int partition, long offset) {
        byte[] value = record.value();
        if (value == null || record.order().isEmpty()) {
            unreadable.add(new Place(partition, offset));
            return;
        }
        try {
            out.write(("{\"partition\":" + partition + ",\"offset\":" + offset + ",\"value\":")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(value);
            out.write('}');
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file() {
        return file;
    }

    /** Returns where the unreadable records are. */
    List<Place> unreadable() {
        synchronized (unreadable) {
            return List.copyOf(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
