package io.lambdagrid.master;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object a line, as it stands there. Empty lines are no records. */
final class JsonLinesSource implements ImportSource {
    /** What is longer is no record either way; the rest of such a line is passed over. */
    private static final int MAX_LINE_BYTES = 32 << 20;

    private final InputStream in;

    JsonLinesSource(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    @Override
    public @Nullable ImportedRecord next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                length++;
                if (length <= MAX_LINE_BYTES) {
                    line.write(next);
                }
            } else if (length > 0) {
                return record(line, length);
            }
        }
        return length == 0 ? null : record(line, length);
    }

    private static ImportedRecord record(ByteArrayOutputStream line, long length) {
        return length > MAX_LINE_BYTES
                ? new ImportedRecord(new byte[0], "The line has " + length + " bytes; at most 16777216 are read.")
                : new ImportedRecord(line.toByteArray(), null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
