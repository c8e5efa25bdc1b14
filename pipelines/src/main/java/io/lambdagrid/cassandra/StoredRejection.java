package io.lambdagrid.cassandra;

import io.lambdagrid.client.wire.RejectedRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A rejected record as a row: where it is in the log and for which view it does not count are its key.
 *
 * @param text what is shown of it
 */
public record StoredRejection(int partition, long offset, String view, String reason, String text, Instant rejectedAt) {
    public static StoredRejection of(RejectedRecord record) {
        return new StoredRejection(
                record.partition(),
                record.offset(),
                record.view(),
                record.reason(),
                record.text(),
                record.rejectedAt().toInstant());
    }

    /** Reads what {@link #row} wrote. */
    public static StoredRejection of(BatchRow row) {
        String[] place = row.key().split("/", -1);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row.partials()))) {
            return new StoredRejection(
                    Integer.parseInt(place[0]),
                    Long.parseLong(place[1]),
                    place[2],
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("The rejected record '" + row.key() + "' cannot be read", e);
        }
    }

    /** Returns this as a row of a dataset. */
    public BatchRow row(StoredDataset dataset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(reason);
            out.writeUTF(text);
            out.writeLong(rejectedAt.toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BatchRow(dataset.rejected(), partition + "/" + offset + "/" + view, bytes.toByteArray());
    }
}
