package io.lambdagrid.view.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A wide fixed-point number to which numbers of any magnitude are added without rounding.
 *
 * <p>A small superaccumulator after Radford M. Neal, "Fast exact summation using small and large superaccumulators",
 * 2015 (arXiv:1505.05571). The number is cut into chunks of 32 bits. Each chunk is kept in a signed {@code long}, so
 * that {@value #MAX_PENDING} values can be added before carries must be moved to the next chunk. Unlike Neal's, only
 * the chunks between the lowest and the highest one in use are stored: two to four for values of similar size.
 *
 * <p>Positions are bits above the unit, which is the user's: the smallest subnormal double for sums of doubles, its
 * square for sums of their squares. Everything visible is computed from the number's sign and magnitude, which are
 * unique. Has one owner, like every partial result.
 */
final class Superaccumulator {
    /** A value adds less than 2^52 to a chunk; 2^10 of them and a chunk's own 32 bits stay far below 2^63. */
    private static final int MAX_PENDING = 1 << 10;

    private static final int CHUNK_BITS = 32;
    private static final long CHUNK_MASK = 0xFFFF_FFFFL;

    private static final int MANTISSA_BITS = 52;
    private static final int MAX_EXPONENT = 0x7FF;

    /** Positions count from near 2^0, so that those of usual numbers take one byte. */
    private static final int BYTE_OF_ONE = 128;

    /** {@code chunks[i]} counts in 2^(32 * (first + i)) units. */
    private long[] chunks = {};

    private int first;
    private int pending;

    /** Adds {@code mantissa} * 2^{@code position} units; the mantissa is less than 2^53. */
    void add(int position, long mantissa, boolean negative) {
        if (mantissa == 0) {
            return;
        }
        int chunk = position / CHUNK_BITS;
        int shift = position % CHUNK_BITS;
        if (chunk < first || chunk + 2 > first + chunks.length) {
            widen(chunk, chunk + 2);
        }
        if (pending >= MAX_PENDING) {
            moveCarries();
        }
        pending++;
        long low = mantissa << shift & CHUNK_MASK;
        long high = mantissa >>> (CHUNK_BITS - shift);
        int index = chunk - first;
        chunks[index] += negative ? -low : low;
        chunks[index + 1] += negative ? -high : high;
    }

    void add(Superaccumulator other) {
        if (other.chunks.length == 0) {
            return;
        }
        widen(other.first, other.first + other.chunks.length);
        if (pending + other.pending >= MAX_PENDING) {
            moveCarries();
        }
        // One more than the values that are pending there: its chunks hold up to 32 bits besides.
        pending += other.pending + 1;
        for (int i = 0; i < other.chunks.length; i++) {
            chunks[other.first - first + i] += other.chunks[i];
        }
    }

    /** Makes room for the chunks from {@code start} to before {@code end}. */
    private void widen(int start, int end) {
        int newFirst = chunks.length == 0 ? start : Math.min(first, start);
        int newEnd = Math.max(first + chunks.length, end);
        if (newEnd - newFirst > chunks.length) {
            long[] wider = new long[newEnd - newFirst];
            System.arraycopy(chunks, 0, wider, chunks.length == 0 ? 0 : first - newFirst, chunks.length);
            chunks = wider;
            first = newFirst;
        }
    }

    /** Brings every chunk back to 32 bits; only the highest one keeps a sign. */
    private void moveCarries() {
        int last = chunks.length - 1;
        if (Math.abs(chunks[last]) > CHUNK_MASK) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            last++;
        }
        for (int i = 0; i < last; i++) {
            chunks[i + 1] += chunks[i] >> CHUNK_BITS;
            chunks[i] &= CHUNK_MASK;
        }
        pending = 0;
    }

    /**
     * Returns the number in two's complement, in words of 32 bits from chunk {@code first} on, with room for the sign.
     */
    private long[] words() {
        long[] words = Arrays.copyOf(chunks, chunks.length + 2);
        for (int i = 0; i < words.length - 1; i++) {
            words[i + 1] += words[i] >> CHUNK_BITS;
            words[i] &= CHUNK_MASK;
        }
        return words;
    }

    /** Turns a negative number into its magnitude, and says whether it was one. */
    private static boolean negate(long[] words) {
        int last = words.length - 1;
        if (words[last] >= 0) {
            return false;
        }
        long carry = 1;
        for (int i = 0; i <= last; i++) {
            long inverted = (~words[i] & CHUNK_MASK) + carry;
            words[i] = inverted & CHUNK_MASK;
            carry = inverted >>> CHUNK_BITS;
        }
        return true;
    }

    /** Returns the number in units. */
    BigInteger total() {
        long[] words = words();
        boolean negative = negate(words);
        byte[] magnitude = new byte[words.length * Integer.BYTES];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[magnitude.length - 1 - i] = (byte) byteOf(words, i);
        }
        return new BigInteger(negative ? -1 : 1, magnitude).shiftLeft(first * CHUNK_BITS);
    }

    /**
     * Returns the double nearest to the number, the unit being 2^-1074; of two equally near the even one; infinite
     * beyond the range.
     */
    double toDouble() {
        long[] words = words();
        boolean negative = negate(words);
        double magnitude = nearestDouble(words);
        return negative ? -magnitude : magnitude;
    }

    private double nearestDouble(long[] words) {
        int top = words.length - 1;
        while (top >= 0 && words[top] == 0) {
            top--;
        }
        if (top < 0) {
            return 0.0;
        }
        int leadingZeros = Long.numberOfLeadingZeros(words[top]) - CHUNK_BITS;
        long third = word(words, top - 2);
        // The highest 64 bits of the magnitude, the first of them set.
        long high = (words[top] << CHUNK_BITS | word(words, top - 1)) << leadingZeros
                | third >>> (CHUNK_BITS - leadingZeros);
        int bitLength = (first + top + 1) * CHUNK_BITS - leadingZeros;
        int precision = MANTISSA_BITS + 1;
        if (bitLength <= precision) {
            // Subnormal or just above: in units of 2^-1074 the magnitude is the double's own bits.
            return Double.longBitsToDouble(high >>> (Long.SIZE - bitLength));
        }
        int shift = bitLength - precision;
        if (shift >= MAX_EXPONENT - 1) {
            return Double.POSITIVE_INFINITY;
        }
        long mantissa = high >>> (Long.SIZE - precision);
        long rest = high << precision;
        boolean sticky = (third << leadingZeros & CHUNK_MASK) != 0 || hasBitsBelow(words, top - 2);
        boolean roundUp = rest < 0 && (rest != Long.MIN_VALUE || sticky || (mantissa & 1) == 1);
        // The mantissa's leading bit adds one to the exponent; so does the carry when rounding up fills the mantissa.
        long bits = ((long) shift << MANTISSA_BITS) + mantissa;
        return Double.longBitsToDouble(roundUp ? bits + 1 : bits);
    }

    private static long word(long[] words, int index) {
        return index < 0 ? 0 : words[index];
    }

    private static boolean hasBitsBelow(long[] words, int end) {
        for (int i = 0; i < end; i++) {
            if (words[i] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Writes the same bytes for the same number: its magnitude's bytes without the zero bytes at either end. */
    void write(DataOutput out) throws IOException {
        long[] words = words();
        boolean negative = negate(words);
        int end = words.length * Integer.BYTES;
        while (end > 0 && byteOf(words, end - 1) == 0) {
            end--;
        }
        int start = 0;
        while (start < end && byteOf(words, start) == 0) {
            start++;
        }
        Varint.write((long) (end - start) << 1 | (negative ? 1 : 0), out);
        if (end > start) {
            Varint.writeSigned((long) first * Integer.BYTES + start - BYTE_OF_ONE, out);
        }
        for (int i = start; i < end; i++) {
            out.writeByte(byteOf(words, i));
        }
    }

    private static int byteOf(long[] words, int index) {
        return (int) (words[index / Integer.BYTES] >>> (Byte.SIZE * (index % Integer.BYTES))) & 0xFF;
    }

    static Superaccumulator read(DataInput in) throws IOException {
        Superaccumulator number = new Superaccumulator();
        long header = Varint.read(in);
        int length = Math.toIntExact(header >>> 1);
        if (length == 0) {
            return number;
        }
        int start = Math.toIntExact(Varint.readSigned(in) + BYTE_OF_ONE);
        int end = start + length;
        number.widen(start / Integer.BYTES, (end - 1) / Integer.BYTES + 1);
        for (int i = start; i < end; i++) {
            long bits = (long) in.readUnsignedByte() << (Byte.SIZE * (i % Integer.BYTES));
            number.chunks[i / Integer.BYTES - number.first] += (header & 1) != 0 ? -bits : bits;
        }
        return number;
    }
}
