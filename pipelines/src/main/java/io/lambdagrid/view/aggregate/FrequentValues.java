package io.lambdagrid.view.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * Counts from which the codes that were added most often can be read back, whatever the number of different ones.
 *
 * <p>Group testing after Cormode and Muthukrishnan, "What's hot and what's not: tracking most frequent items
 * dynamically", ACM TODS 30, 2005. In each of {@value #ROWS} rows, a hash sends a code to one of {@value #BUCKETS}
 * buckets. A bucket counts what it gets, and for each bit of the code how often that bit was set. Where one code makes
 * up more than half of a bucket, the bits' majorities spell it. Every code carries {@value #CHECK_BYTES} bytes of its
 * hash: what majorities spell without being a code does not pass for one.
 *
 * <p>All of it are sums, so the state is a function of the multiset of codes. (Sketches that keep a list of candidates,
 * such as SpaceSaving, keep others when values come in another order.) Has one owner, like every partial result.
 */
final class FrequentValues {
    static final int CHECK_BYTES = 3;

    private static final int ROWS = 3;
    private static final int LG_BUCKETS = 7;
    private static final int BUCKETS = 1 << LG_BUCKETS;

    private final int codeBytes;
    /** Of each bucket: its count, and then that of each bit of code and check. */
    private final long[] counters;

    FrequentValues(int codeBytes) {
        this.codeBytes = codeBytes;
        this.counters = new long[ROWS * BUCKETS * width()];
    }

    private int width() {
        return 1 + Byte.SIZE * (codeBytes + CHECK_BYTES);
    }

    void add(byte[] code, long count) {
        long[] hash = hash(code);
        byte[] checked = withCheck(code, hash);
        for (int row = 0; row < ROWS; row++) {
            int bucket = bucket(row, hash);
            counters[bucket] += count;
            for (int bit = 0; bit < Byte.SIZE * checked.length; bit++) {
                if (isSet(checked, bit)) {
                    counters[bucket + 1 + bit] += count;
                }
            }
        }
    }

    void add(FrequentValues other) {
        for (int i = 0; i < counters.length; i++) {
            counters[i] += other.counters[i];
        }
    }

    private static long[] hash(byte[] code) {
        return MurmurHash3.hash(code, 0);
    }

    /** Returns where the counters of the bucket begin. */
    private int bucket(int row, long[] hash) {
        int number = (int) (hash[0] >>> (row * LG_BUCKETS)) & (BUCKETS - 1);
        return (row * BUCKETS + number) * width();
    }

    private byte[] withCheck(byte[] code, long[] hash) {
        byte[] checked = Arrays.copyOf(code, codeBytes + CHECK_BYTES);
        for (int i = 0; i < CHECK_BYTES; i++) {
            checked[codeBytes + i] = (byte) (hash[1] >>> (Byte.SIZE * i));
        }
        return checked;
    }

    private static boolean isSet(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] >>> (bit % Byte.SIZE) & 1) != 0;
    }

    /** Returns the codes that make up more than half of a bucket, each with the most often it can have been added. */
    SortedMap<byte[], Long> frequent() {
        SortedMap<byte[], Long> found = new TreeMap<>(Arrays::compare);
        for (int bucket = 0; bucket < counters.length; bucket += width()) {
            byte[] checked = majorities(bucket);
            byte[] code = Arrays.copyOf(checked, codeBytes);
            long[] hash = hash(code);
            if (counters[bucket] > 0 && Arrays.equals(checked, withCheck(code, hash))) {
                found.put(code, mostOften(checked, hash));
            }
        }
        return found;
    }

    private byte[] majorities(int bucket) {
        byte[] checked = new byte[codeBytes + CHECK_BYTES];
        for (int bit = 0; bit < Byte.SIZE * checked.length; bit++) {
            if (counters[bucket + 1 + bit] > counters[bucket] / 2) {
                checked[bit / Byte.SIZE] |= (byte) (1 << (bit % Byte.SIZE));
            }
        }
        return checked;
    }

    /** Whoever adds the code counts for each of its bits, set or not: the least of these counts is the bound. */
    private long mostOften(byte[] checked, long[] hash) {
        long most = Long.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            int bucket = bucket(row, hash);
            for (int bit = 0; bit < Byte.SIZE * checked.length; bit++) {
                long set = counters[bucket + 1 + bit];
                most = Math.min(most, isSet(checked, bit) ? set : counters[bucket] - set);
            }
        }
        return most;
    }

    void write(DataOutput out) throws IOException {
        for (int bucket = 0; bucket < counters.length; bucket += width()) {
            Varint.write(counters[bucket], out);
            for (int bit = 1; bit < width() && counters[bucket] > 0; bit++) {
                Varint.write(counters[bucket + bit], out);
            }
        }
    }

    static FrequentValues read(int codeBytes, DataInput in) throws IOException {
        FrequentValues values = new FrequentValues(codeBytes);
        long[] counters = values.counters;
        for (int bucket = 0; bucket < counters.length; bucket += values.width()) {
            counters[bucket] = Varint.read(in);
            for (int bit = 1; bit < values.width() && counters[bucket] > 0; bit++) {
                counters[bucket + bit] = Varint.read(in);
            }
        }
        return values;
    }
}
