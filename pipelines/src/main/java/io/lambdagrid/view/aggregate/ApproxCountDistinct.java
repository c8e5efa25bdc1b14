package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * APPROX_COUNT_DISTINCT: about how many different values were added, with a relative standard error of 1.6 %; 0 when
 * there were none. A HyperLogLog sketch of 4096 registers by Apache DataSketches.
 *
 * <p>The answer is a function of the set of values. The sketch's own default estimate (HIP) is not: it depends on the
 * order of arrival and is lost in a merge. The composite estimate uses nothing but the registers (or, while there are
 * few values, the number of distinct hashes), so it is the one used throughout. The partial result is a {@link Union}
 * and not an {@link HllSketch} because a union takes up another sketch in place.
 */
public record ApproxCountDistinct(ColumnType argument) implements Aggregate<Union> {
    private static final int LG_REGISTERS = 12;
    private static final int MAX_DIGITS_OF_LONG = 18;

    /** Stands for the empty text, which the sketch would skip; no text has this as its UTF-8 form. */
    private static final byte[] EMPTY_TEXT = {(byte) 0xFF};

    @Override
    public Union empty() {
        return new Union(LG_REGISTERS);
    }

    @Override
    public Union add(Union partial, Object value) {
        switch (argument.kind()) {
            case BOOLEAN -> partial.update((Boolean) value ? 1L : 0L);
            case INTEGER, BIGINT, DATE, TIMESTAMP -> partial.update(((Number) value).longValue());
            // Takes -0.0 for 0.0 and all NaNs for one.
            case DOUBLE -> partial.update((double) (Double) value);
            case DECIMAL -> addDecimal(partial, (BigDecimal) value);
            case VARCHAR -> {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                partial.update(text.length == 0 ? EMPTY_TEXT : text);
            }
        }
        return partial;
    }

    /** Which of the two forms is hashed depends on the column's type and never on the value. */
    private void addDecimal(Union partial, BigDecimal value) {
        BigDecimal scaled = value.setScale(argument.scale());
        if (argument.precision() <= MAX_DIGITS_OF_LONG) {
            partial.update(scaled.scaleByPowerOfTen(argument.scale()).longValue());
        } else {
            partial.update(scaled.unscaledValue().toByteArray());
        }
    }

    @Override
    public Union merge(Union left, Union right) {
        if (!right.isEmpty()) {
            left.update(right.getResult(TgtHllType.HLL_8));
        }
        return left;
    }

    @Override
    public Long finish(Union partial) {
        return Math.round(partial.getCompositeEstimate());
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.BIGINT;
    }

    @Override
    public void write(Union partial, DataOutput out) throws IOException {
        Varint.writeBytes(
                partial.isEmpty()
                        ? new byte[0]
                        : partial.getResult(TgtHllType.HLL_8).toCompactByteArray(),
                out);
    }

    @Override
    public Union read(DataInput in) throws IOException {
        Union partial = empty();
        byte[] sketch = Varint.readBytes(in);
        if (sketch.length > 0) {
            partial.update(HllSketch.heapify(sketch));
        }
        return partial;
    }
}
