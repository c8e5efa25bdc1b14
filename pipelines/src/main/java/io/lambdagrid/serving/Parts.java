package io.lambdagrid.serving;

import io.lambdagrid.view.ViewFold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A group's partial results as bytes: the form in which they travel and are stored. Thread-safe. */
public final class Parts {
    private final ViewFold fold;

    public Parts(ViewFold fold) {
        this.fold = fold;
    }

    public byte[] write(Object[] partials) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            fold.write(partials, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public Object[] read(byte[] part) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part))) {
            return fold.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Partial results of view '" + fold.view().name() + "' cannot be read", e);
        }
    }

    /** Returns the parts of a row with what {@code added} adds to its real-time parts. */
    public RowParts merge(RowParts row, RowParts added) {
        RowParts merged = row;
        for (RealtimeSlot slot : RealtimeSlot.values()) {
            byte[] more = added.realtime(slot);
            if (more != null) {
                merged = merged.withRealtime(slot, mergeOrTake(row.realtime(slot), more));
            }
        }
        return merged;
    }

    /**
     * Returns the parts of a row when its seam has been moved.
     *
     * @param folded the real-time part that lies before the new seam; dropped
     * @param increment what the master dataset says of the same records; {@code null} for nothing
     */
    public RowParts moveSeam(RowParts row, RealtimeSlot folded, byte @Nullable [] increment) {
        RowParts dropped = row.withRealtime(folded, null);
        return increment == null ? dropped : dropped.withBatch(mergeOrTake(row.batch(), increment));
    }

    private byte[] mergeOrTake(byte @Nullable [] part, byte[] more) {
        return part == null ? more : merge(part, more);
    }

    /** Returns the bytes of both parts merged; neither is changed. */
    public byte[] merge(byte[] left, byte[] right) {
        return write(fold.merge(read(left), read(right)));
    }
}
