package io.lambdagrid.view.aggregate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Temporal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * APPROX_TOP_K(x, k): the {@code k} values that were added most often, as the text of a JSON array, the most frequent
 * first and of equally frequent ones the least: {@code [{"value":"de","count":31},{"value":"fr","count":8}]}. NULL when
 * no value was added. -0.0 and 0.0 are one value.
 *
 * <p>The answer is exact while a group has at most {@code maxExact} different values. With more, it has counted them in
 * {@link FrequentValues}, and the answer is approximate:
 *
 * <ul>
 *   <li>A count is never too low. It is too high by what shares all three of the value's buckets bit by bit, usually
 *       far less than 1 % of all values.
 *   <li>A value that makes up more than 2 % of all values is listed, unless something as frequent shares each of its
 *       three buckets: of 1800 values with more than 1 % in 200 generated groups, none was missing. Rarer values may be
 *       missing, and the list may be shorter than {@code k}.
 *   <li>Texts of more than 24 bytes are shown as their beginning with an ellipsis.
 * </ul>
 *
 * <p>Which of the two it is, and what it says, is a function of the multiset of values. A group takes about as much
 * room as its different values until there are too many, and about 40 KB (numbers) to 140 KB (texts) from then on.
 */
public record ApproxTopK(ColumnType argument, int k, int maxExact) implements Aggregate<ApproxTopK.Counts> {
    /** Up to how many different values the answer for a group of a view is exact. */
    public static final int STANDARD_MAX_EXACT = 4096;

    private static final int EXACT = 0;
    private static final int APPROXIMATE = 1;

    private static final JsonFactory JSON = new JsonFactory();

    /** How often each value was added. */
    public static final class Counts {
        private final TreeMap<Object, Long> exact;
        /** Takes the place of the exact counts when there are too many values. */
        private @Nullable FrequentValues approximate;

        private Counts(ColumnType type) {
            this.exact = new TreeMap<>(ValueOrder.comparator(type));
        }
    }

    /** One line of the answer. */
    private record Frequency(Object value, long count) {}

    @Override
    public Counts empty() {
        return new Counts(argument);
    }

    @Override
    public Counts add(Counts partial, Object value) {
        count(partial, value instanceof Double number ? (Object) (number + 0.0) : value, 1);
        return partial;
    }

    private void count(Counts partial, Object value, long count) {
        if (partial.approximate != null) {
            partial.approximate.add(code().encode(value), count);
            return;
        }
        partial.exact.merge(value, count, Long::sum);
        if (partial.exact.size() > maxExact) {
            FrequentValues approximate = new FrequentValues(code().length());
            partial.exact.forEach((each, times) -> approximate.add(code().encode(each), times));
            partial.exact.clear();
            partial.approximate = approximate;
        }
    }

    private ValueCode code() {
        return new ValueCode(argument);
    }

    @Override
    public Counts merge(Counts left, Counts right) {
        right.exact.forEach((value, count) -> count(left, value, count));
        if (right.approximate != null) {
            if (left.approximate == null) {
                left.approximate = new FrequentValues(code().length());
            }
            FrequentValues approximate = left.approximate;
            left.exact.forEach((value, count) -> approximate.add(code().encode(value), count));
            left.exact.clear();
            approximate.add(right.approximate);
        }
        return left;
    }

    @Override
    public @Nullable String finish(Counts partial) {
        List<Frequency> top = frequencies(partial)
                .sorted(Comparator.comparingLong(Frequency::count)
                        .reversed()
                        .thenComparing(Frequency::value, ValueOrder.comparator(argument)))
                .limit(k)
                .toList();
        return top.isEmpty() && partial.approximate == null ? null : json(top);
    }

    private Stream<Frequency> frequencies(Counts partial) {
        return partial.approximate == null
                ? partial.exact.entrySet().stream().map(entry -> new Frequency(entry.getKey(), entry.getValue()))
                : partial.approximate.frequent().entrySet().stream()
                        .map(entry -> new Frequency(code().decode(entry.getKey()), entry.getValue()));
    }

    private String json(List<Frequency> top) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Frequency frequency : top) {
                json.writeStartObject();
                json.writeFieldName("value");
                writeValue(frequency.value(), json);
                json.writeNumberField("count", frequency.count());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeValue(Object value, JsonGenerator json) throws IOException {
        switch (argument.kind()) {
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INTEGER, BIGINT -> json.writeNumber(((Number) value).longValue());
            case DOUBLE -> json.writeNumber((Double) value);
            case DECIMAL -> json.writeNumber(((BigDecimal) value).toPlainString());
            case VARCHAR -> json.writeString((String) value);
            case DATE, TIMESTAMP ->
                json.writeString(Objects.requireNonNull(Temporal.toExternal(value, argument))
                        .toString());
        }
    }

    @Override
    public ColumnType resultType() {
        return ColumnType.VARCHAR;
    }

    @Override
    public void write(Counts partial, DataOutput out) throws IOException {
        if (partial.approximate != null) {
            Varint.write(APPROXIMATE, out);
            partial.approximate.write(out);
            return;
        }
        Varint.write(EXACT, out);
        ValueOrder.writeSorted(partial.exact.keySet(), argument, out);
        for (long count : partial.exact.values()) {
            Varint.write(count, out);
        }
    }

    @Override
    public Counts read(DataInput in) throws IOException {
        Counts partial = empty();
        long form = Varint.read(in);
        if (form == APPROXIMATE) {
            partial.approximate = FrequentValues.read(code().length(), in);
        } else if (form == EXACT) {
            ValueOrder.readSorted(argument, in, value -> partial.exact.put(value, 0L));
            for (Map.Entry<Object, Long> entry : partial.exact.entrySet()) {
                entry.setValue(Varint.read(in));
            }
        } else {
            throw new IOException("APPROX_TOP_K of form '" + form + "' was written by a later release");
        }
        return partial;
    }
}
