package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.NotComputableException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * COUNT(DISTINCT x): exactly how many different values were added; 0 when there were none. -0.0 and 0.0 are one value.
 *
 * <p>Each group keeps its set of values: some 70 bytes of memory for each while it is worked on, and 1 to 45 bytes in
 * the view, the differences between neighbours for whole numbers and times. Texts longer than 42 characters are kept as
 * their SHA-256. A group with more than {@code limit} different values lets go of them and has no count from then on:
 * it reads as NULL. Whether that happens depends on the values alone, not on their order. APPROX_COUNT_DISTINCT has no
 * such limit.
 */
public record CountDistinct(ColumnType argument, int limit) implements Aggregate<CountDistinct.Seen> {
    /** How many different values a group of a view keeps at most. */
    public static final int STANDARD_LIMIT = 1 << 16;

    /** Characters of a SHA-256 in Base64. */
    private static final int DIGEST_LENGTH = 43;

    private static final int SET = 0;
    private static final int BEYOND_LIMIT = 1;

    /** The different values of one group. */
    public static final class Seen {
        /** {@code null} beyond the limit. */
        private @Nullable NavigableSet<Object> values;

        private Seen(@Nullable NavigableSet<Object> values) {
            this.values = values;
        }
    }

    @Override
    public Seen empty() {
        return new Seen(new TreeSet<>(ValueOrder.comparator(argument)));
    }

    @Override
    public Seen add(Seen partial, Object value) {
        if (partial.values != null) {
            partial.values.add(canonical(value));
            forgetBeyondLimit(partial);
        }
        return partial;
    }

    private static Object canonical(Object value) {
        if (value instanceof Double number) {
            return number + 0.0;
        }
        // A text that is kept as it is is shorter than any digest, so the two are never confused.
        return value instanceof String text && text.length() >= DIGEST_LENGTH ? digest(text) : value;
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public Seen merge(Seen left, Seen right) {
        if (left.values != null && right.values != null) {
            left.values.addAll(right.values);
            forgetBeyondLimit(left);
        } else {
            left.values = null;
        }
        return left;
    }

    private void forgetBeyondLimit(Seen partial) {
        if (partial.values != null && partial.values.size() > limit) {
            partial.values = null;
        }
    }

    @Override
    public Long finish(Seen partial) {
        if (partial.values == null) {
            throw new NotComputableException("There are more than '" + limit + "' different values");
        }
        return (long) partial.values.size();
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.BIGINT;
    }

    @Override
    public void write(Seen partial, DataOutput out) throws IOException {
        if (partial.values == null) {
            Varint.write(BEYOND_LIMIT, out);
            return;
        }
        Varint.write(SET, out);
        ValueOrder.writeSorted(partial.values, argument, out);
    }

    @Override
    public Seen read(DataInput in) throws IOException {
        long form = Varint.read(in);
        if (form == BEYOND_LIMIT) {
            return new Seen(null);
        }
        if (form != SET) {
            throw new IOException("COUNT(DISTINCT) of form '" + form + "' was written by a later release");
        }
        NavigableSet<Object> values = new TreeSet<>(ValueOrder.comparator(argument));
        ValueOrder.readSorted(argument, in, values::add);
        return new Seen(values);
    }
}
