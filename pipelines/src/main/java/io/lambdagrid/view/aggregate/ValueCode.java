package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hash.MurmurHash3;

/**
 * Values of one type as codes of one length, and back. A text of more than {@value #TEXT_BYTES} bytes comes back as its
 * beginning and an ellipsis; a hash in its code tells it from others that begin alike.
 */
record ValueCode(ColumnType type) {
    private static final int TEXT_BYTES = 24;
    private static final int CUT_TEXT_BYTES = 16;
    private static final int MAX_DIGITS_OF_LONG = 18;
    private static final int LARGE_DECIMAL_BYTES = 16;

    /** Neither of these bytes is part of any UTF-8 text. */
    private static final byte PADDING = (byte) 0xFF;

    private static final byte CUT = (byte) 0xFE;
    private static final String ELLIPSIS = "\u2026";

    int length() {
        return switch (type.kind()) {
            case BOOLEAN -> 1;
            case INTEGER, DATE -> Integer.BYTES;
            case BIGINT, TIMESTAMP, DOUBLE -> Long.BYTES;
            case DECIMAL -> type.precision() <= MAX_DIGITS_OF_LONG ? Long.BYTES : LARGE_DECIMAL_BYTES;
            case VARCHAR -> TEXT_BYTES;
        };
    }

    byte[] encode(Object value) {
        ByteBuffer code = ByteBuffer.allocate(length());
        switch (type.kind()) {
            case BOOLEAN -> code.put((byte) ((Boolean) value ? 1 : 0));
            case INTEGER, DATE -> code.putInt((Integer) value);
            case BIGINT, TIMESTAMP -> code.putLong((Long) value);
            case DOUBLE -> code.putDouble((Double) value);
            case DECIMAL -> putDecimal(((BigDecimal) value).setScale(type.scale()), code);
            case VARCHAR -> putText(((String) value).getBytes(StandardCharsets.UTF_8), code);
        }
        return code.array();
    }

    private static void putDecimal(BigDecimal value, ByteBuffer code) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        for (int i = unscaled.length; i < code.capacity(); i++) {
            code.put((byte) (value.signum() < 0 ? -1 : 0));
        }
        code.put(unscaled);
    }

    private static void putText(byte[] text, ByteBuffer code) {
        boolean cut = text.length > TEXT_BYTES;
        int end = cut ? CUT_TEXT_BYTES - 1 : text.length;
        while (cut && isInsideCharacter(text[end])) {
            end--;
        }
        code.put(text, 0, end);
        while (code.hasRemaining()) {
            code.put(PADDING);
        }
        if (cut) {
            code.put(CUT_TEXT_BYTES - 1, CUT);
            code.putLong(CUT_TEXT_BYTES, MurmurHash3.hash(text, 0)[0]);
        }
    }

    private static boolean isInsideCharacter(byte next) {
        return (next & 0xC0) == 0x80;
    }

    Object decode(byte[] bytes) {
        ByteBuffer code = ByteBuffer.wrap(bytes);
        return switch (type.kind()) {
            case BOOLEAN -> code.get() != 0;
            case INTEGER, DATE -> code.getInt();
            case BIGINT, TIMESTAMP -> code.getLong();
            case DOUBLE -> code.getDouble();
            case DECIMAL -> new BigDecimal(new BigInteger(bytes), type.scale());
            case VARCHAR -> text(bytes);
        };
    }

    private static String text(byte[] code) {
        boolean cut = code[CUT_TEXT_BYTES - 1] == CUT;
        int end = cut ? CUT_TEXT_BYTES - 1 : TEXT_BYTES;
        while (end > 0 && code[end - 1] == PADDING) {
            end--;
        }
        return new String(code, 0, end, StandardCharsets.UTF_8) + (cut ? ELLIPSIS : "");
    }
}
