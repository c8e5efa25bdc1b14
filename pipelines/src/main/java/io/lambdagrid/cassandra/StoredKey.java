package io.lambdagrid.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A row key in a form that Cassandra takes as a partition key, which may be neither empty nor longer than 64 KiB, and
 * is UTF-8. Almost every key is stored as it is. The others get a stand-in that no row key can be, since a backslash in
 * a row key is only ever followed by another one, by {@code |} or by {@code N}.
 *
 * @param text what the row is stored under
 * @param full the UTF-16 characters of the key where {@code text} is a digest of them; absent where it is not
 */
record StoredKey(String text, @Nullable ByteBuffer full) {
    private static final String EMPTY = "\\E";
    private static final String DIGEST = "\\H";
    private static final int MAX_LENGTH_BYTES = 60_000;

    static StoredKey of(String key) {
        if (key.isEmpty()) {
            return new StoredKey(EMPTY, null);
        }
        if (fits(key) && overUtf8(key).equals(key)) {
            return new StoredKey(key, null);
        }
        ByteBuffer full = ByteBuffer.allocate(key.length() * Character.BYTES);
        full.asCharBuffer().put(key);
        return new StoredKey(DIGEST + HexFormat.of().formatHex(sha256(full.array())), full);
    }

    /** Returns the row key that was stored. */
    static String read(String text, @Nullable ByteBuffer full) {
        if (full != null) {
            return full.asCharBuffer().toString();
        }
        return text.equals(EMPTY) ? "" : text;
    }

    /** Returns what is left of a text that went through UTF-8, which cannot hold half a surrogate pair. */
    static String overUtf8(String text) {
        boolean plain = text.chars().noneMatch(character -> Character.isSurrogate((char) character));
        return plain ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static boolean fits(String key) {
        int mostBytesPerCharacter = 3;
        return key.length() <= MAX_LENGTH_BYTES / mostBytesPerCharacter
                || key.getBytes(StandardCharsets.UTF_8).length <= MAX_LENGTH_BYTES;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
