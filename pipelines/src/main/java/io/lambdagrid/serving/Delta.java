package io.lambdagrid.serving;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What some records add to the rows of one partition of the grid, in all views of a dataset. The item that travels
 * between the processors of both layers.
 *
 * <p>In the speed layer it stands for all records of {@code ranges} whose rows live in the partition, even if there are
 * none; in the batch layer, which begins anew when it fails, there are no ranges.
 */
public final class Delta implements IdentifiedDataSerializable {
    static final int CLASS_ID = 3;

    /** Offsets of one Kafka partition: {@code from} inclusive, {@code end} exclusive. */
    public record Range(int kafkaPartition, long from, long end) {}

    /**
     * Partial results of one group of the view at {@code view} in the plan.
     *
     * @param slot the real-time part they belong to; without meaning in the batch layer
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes to carry, never compared.
    public record Part(int view, RealtimeSlot slot, String key, byte[] bytes) {}

    private int partition;
    private final List<Range> ranges = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();

    /** For deserialization. */
    Delta() {}

    public Delta(int partition) {
        this.partition = partition;
    }

    /** Returns the partition of the grid whose rows change. */
    public int partition() {
        return partition;
    }

    public List<Range> ranges() {
        return ranges;
    }

    public List<Part> parts() {
        return parts;
    }

    @Override
    public int getFactoryId() {
        return GridSerializers.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeInt(partition);
        out.writeInt(ranges.size());
        for (Range range : ranges) {
            out.writeInt(range.kafkaPartition());
            out.writeLong(range.from());
            out.writeLong(range.end());
        }
        out.writeInt(parts.size());
        for (Part part : parts) {
            out.writeInt(part.view());
            out.writeBoolean(part.slot() == RealtimeSlot.ODD);
            out.writeString(part.key());
            out.writeByteArray(part.bytes());
        }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        partition = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            ranges.add(new Range(in.readInt(), in.readLong(), in.readLong()));
        }
        for (int left = in.readInt(); left > 0; left--) {
            parts.add(new Part(
                    in.readInt(),
                    in.readBoolean() ? RealtimeSlot.ODD : RealtimeSlot.EVEN,
                    Objects.requireNonNull(in.readString()),
                    Objects.requireNonNull(in.readByteArray())));
        }
    }
}
