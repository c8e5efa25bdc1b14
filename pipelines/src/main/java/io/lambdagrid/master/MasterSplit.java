package io.lambdagrid.master;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** Parts of files that one reader takes in one go. */
public final class MasterSplit extends InputSplit implements Writable {
    private List<FilePart> parts;

    /** For Hadoop, which fills it with {@link #readFields}. */
    public MasterSplit() {
        this(List.of());
    }

    MasterSplit(List<FilePart> parts) {
        this.parts = List.copyOf(parts);
    }

    List<FilePart> parts() {
        return parts;
    }

    @Override
    public long getLength() {
        return parts.stream().mapToLong(FilePart::length).sum();
    }

    /**
     * Returns nowhere: a split is given to the members in turn. Following the blocks would give all splits to the few
     * members that happen to share a machine with a DataNode.
     */
    @Override
    public String[] getLocations() {
        return new String[0];
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeInt(parts.size());
        for (FilePart part : parts) {
            part.write(out);
        }
    }

    @Override
    public void readFields(DataInput in) throws IOException {
        int count = in.readInt();
        List<FilePart> read = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            read.add(FilePart.read(in));
        }
        parts = List.copyOf(read);
    }

    @Override
    public String toString() {
        return parts.size() + " file parts, " + getLength() + " bytes";
    }
}
