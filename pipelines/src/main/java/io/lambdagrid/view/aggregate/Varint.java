package io.lambdagrid.view.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, as in Protocol Buffers. */
final class Varint {
    private Varint() {}

    /** Writes a number that is read as unsigned; small numbers are short. */
    static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("A number has more than 64 bits: the partial result is corrupt");
    }

    /** Writes a number of either sign; small magnitudes are short. */
    static void writeSigned(long value, DataOutput out) throws IOException {
        write((value << 1) ^ (value >> 63), out);
    }

    static long readSigned(DataInput in) throws IOException {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }

    static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        write(bytes.length, out);
        out.write(bytes);
    }

    static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(read(in))];
        in.readFully(bytes);
        return bytes;
    }
}
