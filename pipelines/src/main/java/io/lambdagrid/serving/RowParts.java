package io.lambdagrid.serving;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.client.wire.ViewFields;
import org.jspecify.annotations.Nullable;

/**
 * The partial results of one row in their serialized form; {@code null} where no record has been seen.
 *
 * @param even the real-time part in {@link RealtimeSlot#EVEN}
 * @param odd the real-time part in {@link RealtimeSlot#ODD}
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to carry, never compared.
public record RowParts(byte @Nullable [] batch, byte @Nullable [] even, byte @Nullable [] odd) {
    public static final RowParts NONE = new RowParts(null, null, null);

    /** Returns the parts of a row; none when it is absent. */
    public static RowParts of(@Nullable GenericRecord row) {
        return row == null
                ? NONE
                : new RowParts(
                        row.getArrayOfInt8(ViewFields.BATCH_PART),
                        row.getArrayOfInt8(ViewFields.EVEN_PART),
                        row.getArrayOfInt8(ViewFields.ODD_PART));
    }

    public byte @Nullable [] realtime(RealtimeSlot slot) {
        return switch (slot) {
            case EVEN -> even;
            case ODD -> odd;
        };
    }

    public RowParts withBatch(byte[] part) {
        return new RowParts(part, even, odd);
    }

    public RowParts withRealtime(RealtimeSlot slot, byte @Nullable [] part) {
        return switch (slot) {
            case EVEN -> new RowParts(batch, part, odd);
            case ODD -> new RowParts(batch, even, part);
        };
    }

    public boolean isEmpty() {
        return batch == null && even == null && odd == null;
    }
}
