package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * APPROX_PERCENTILE(x, fraction): about the value that PERCENTILE_DISC(fraction) returns, the least value that is not
 * less than {@code fraction} of all values; off by at most 1 % of it. A DOUBLE; NULL when no value was added.
 *
 * <p>A DDSketch (Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", PVLDB 12, 2019) with the linearly interpolated mapping: a bucket is one of {@value #BUCKETS_PER_OCTAVE}
 * equal parts between two powers of two, so its number stands in the first bits of the value, and no logarithm rounds
 * differently on another machine. A bucket answers with the value that is nearest, relatively, to both of its ends: off
 * by at most 1 / 129. Buckets are counted, and the least and greatest value are kept, so the answer is a function of
 * the multiset of values. (The KLL sketch, which is usual for this, is not: it throws dice, and its answer depends on
 * the order of merging.)
 *
 * <p>At most {@code maxBuckets} buckets are kept: 4096 of them hold values of 19 orders of magnitude without a gap. Of
 * more, the lowest are counted in the lowest one that is kept, and percentiles that fall there are too high. That again
 * does not depend on the order: what is lower than the highest {@code maxBuckets} buckets ends in the lowest of them.
 * Values nearer to zero than 2.3e-308 count as zero.
 */
public record ApproxPercentile(ColumnType argument, BigDecimal fraction, int maxBuckets)
        implements Aggregate<ApproxPercentile.Buckets> {
    /** How many buckets a group of a view keeps at most. */
    public static final int STANDARD_BUCKETS = 4096;

    private static final int BUCKETS_PER_OCTAVE = 64;
    private static final int BITS_BELOW_BUCKET = 46;

    /** Whole numbers up to here, and these powers of ten, are doubles: their quotient is rounded once. */
    private static final long MAX_EXACT_WHOLE = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** How many values fell into each bucket. Buckets of negative values have negative numbers; 0 is for zero. */
    public static final class Buckets {
        private final TreeMap<Integer, Long> counts = new TreeMap<>();
        private long count;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
    }

    @Override
    public Buckets empty() {
        return new Buckets();
    }

    @Override
    public Buckets add(Buckets partial, Object value) {
        double number = toDouble(value);
        partial.least = Math.min(partial.least, number);
        partial.greatest = Math.max(partial.greatest, number);
        partial.count++;
        count(partial, bucket(number), 1);
        return partial;
    }

    /** {@link BigDecimal#doubleValue} is not the nearest double in every release of Java: here it is. */
    private double toDouble(Object value) {
        if (!(value instanceof BigDecimal decimal)) {
            // There is one zero: -0.0 would come first or last by accident.
            return ((Number) value).doubleValue() + 0.0;
        }
        BigInteger unscaled = decimal.unscaledValue();
        int scale = decimal.scale();
        boolean small = unscaled.bitLength() < Long.SIZE && Math.abs(unscaled.longValue()) <= MAX_EXACT_WHOLE;
        return small && scale < POWERS_OF_TEN.length
                ? unscaled.longValue() / POWERS_OF_TEN[scale]
                : new Fraction(unscaled, BigInteger.TEN.pow(scale)).toDouble();
    }

    private static int bucket(double value) {
        double magnitude = Math.abs(value);
        if (magnitude < Double.MIN_NORMAL) {
            return 0;
        }
        int number = (int) (Double.doubleToLongBits(magnitude) >>> BITS_BELOW_BUCKET);
        return value < 0 ? -number : number;
    }

    private void count(Buckets partial, int bucket, long count) {
        TreeMap<Integer, Long> counts = partial.counts;
        boolean full = counts.size() >= maxBuckets;
        counts.merge(full && bucket < counts.firstKey() ? counts.firstKey() : bucket, count, Long::sum);
        if (counts.size() > maxBuckets) {
            Map.Entry<Integer, Long> lowest = counts.pollFirstEntry();
            counts.merge(counts.firstKey(), lowest.getValue(), Long::sum);
        }
    }

    @Override
    public Buckets merge(Buckets left, Buckets right) {
        right.counts.forEach((bucket, count) -> count(left, bucket, count));
        left.count += right.count;
        left.least = Math.min(left.least, right.least);
        left.greatest = Math.max(left.greatest, right.greatest);
        return left;
    }

    @Override
    public @Nullable Double finish(Buckets partial) {
        if (partial.count == 0) {
            return null;
        }
        long rank = fraction.multiply(BigDecimal.valueOf(partial.count))
                .setScale(0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .longValueExact();
        if (rank == 1) {
            return partial.least;
        }
        if (rank == partial.count) {
            return partial.greatest;
        }
        long seen = 0;
        for (Map.Entry<Integer, Long> bucket : partial.counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Math.max(partial.least, Math.min(partial.greatest, middle(bucket.getKey())));
            }
        }
        throw new IllegalStateException("Counts of buckets do not add up to '" + partial.count + "'");
    }

    /** The value that is off by the same part of both ends of the bucket: their harmonic mean. */
    private static double middle(int bucket) {
        if (bucket == 0) {
            return 0.0;
        }
        double low = Double.longBitsToDouble((long) Math.abs(bucket) << BITS_BELOW_BUCKET);
        double width = Math.scalb(1.0, Math.getExponent(low)) / BUCKETS_PER_OCTAVE;
        double middle = low + width / (2 + width / low);
        return bucket < 0 ? -middle : middle;
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.DOUBLE;
    }

    @Override
    public void write(Buckets partial, DataOutput out) throws IOException {
        Varint.write(partial.counts.size(), out);
        if (partial.counts.isEmpty()) {
            return;
        }
        out.writeDouble(partial.least);
        out.writeDouble(partial.greatest);
        int previous = 0;
        for (Map.Entry<Integer, Long> bucket : partial.counts.entrySet()) {
            Varint.writeSigned(bucket.getKey() - previous, out);
            Varint.write(bucket.getValue(), out);
            previous = bucket.getKey();
        }
    }

    @Override
    public Buckets read(DataInput in) throws IOException {
        Buckets partial = empty();
        long size = Varint.read(in);
        if (size > 0) {
            partial.least = in.readDouble();
            partial.greatest = in.readDouble();
        }
        int bucket = 0;
        for (long i = 0; i < size; i++) {
            bucket += Math.toIntExact(Varint.readSigned(in));
            long count = Varint.read(in);
            partial.counts.put(bucket, count);
            partial.count += count;
        }
        return partial;
    }
}
