package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every aggregate must satisfy. Extend it, name the aggregate, generate its values, compute the answer in another
 * way, and the laws run. For aggregates of other projects it is in the artifact {@code pipelines} of type
 * {@code test-jar}.
 *
 * @param <P> the partial result
 */
public abstract class AggregateLaws<P> {
    /** Stands for the answer when {@link Aggregate#finish} has none. */
    protected static final String NOT_COMPUTABLE = "not computable";

    protected abstract Aggregate<P> aggregate();

    /**
     * Returns a value that {@link Aggregate#check} lets through, hostile ones included: in the Java form of the
     * argument's type, or an {@code Object[]} of such for several arguments.
     */
    protected abstract Object value(RandomGenerator random);

    /** Computes the answer independently of the code under test; {@link #NOT_COMPUTABLE} when there is none. */
    protected abstract @Nullable Object expected(List<Object> values);

    /** Returns how the answer is compared with the expected one; equality unless the aggregate is approximate. */
    protected void assertAnswer(@Nullable Object actual, @Nullable Object expected) {
        assertThat(actual).isEqualTo(expected);
    }

    /** Whether equal multisets of values have equal bytes: true for all but sketches. */
    protected boolean writesOneFormOnly() {
        return true;
    }

    protected int maxValues() {
        return 60;
    }

    protected int cases() {
        return 200;
    }

    @Test
    void the_answer_is_that_of_an_independent_computation() {
        Generated.forAll(cases(), random -> {
            List<Object> values = values(random);
            assertAnswer(answer(onePass(values)), expected(values));
        });
    }

    @Test
    void any_order_split_and_merge_gives_the_answer_of_one_pass() {
        Generated.forAll(cases(), random -> {
            List<Object> values = values(random);
            assertSame(anyWay(values, random), onePass(values));
        });
    }

    @Test
    void empty_is_the_identity_of_merge() {
        Generated.forAll(cases(), random -> {
            List<Object> values = values(random);
            Aggregate<P> aggregate = aggregate();

            assertSame(aggregate.merge(aggregate.empty(), onePass(values)), onePass(values));
            assertSame(aggregate.merge(onePass(values), aggregate.empty()), onePass(values));
            assertSame(aggregate.merge(aggregate.empty(), aggregate.empty()), aggregate.empty());
        });
    }

    @Test
    void a_partial_result_that_was_read_back_goes_on_as_if_it_never_left() {
        Generated.forAll(cases(), random -> {
            List<Object> values = values(random);
            int cut = random.nextInt(values.size() + 1);

            P partial = copy(onePass(values.subList(0, cut)));
            for (Object value : values.subList(cut, values.size())) {
                partial = aggregate().add(partial, value);
            }

            assertSame(partial, onePass(values));
        });
    }

    @Test
    void merge_neither_changes_nor_keeps_its_right_argument() {
        Generated.forAll(cases(), random -> {
            List<Object> leftValues = values(random);
            List<Object> rightValues = values(random);
            List<Object> both = new ArrayList<>(leftValues);
            both.addAll(rightValues);
            Object more = value(random);

            P right = onePass(rightValues);
            P merged = aggregate().merge(onePass(leftValues), right);
            assertSame(right, onePass(rightValues));

            aggregate().add(right, more);
            assertSame(merged, onePass(both));

            P untouched = onePass(rightValues);
            aggregate().add(aggregate().merge(onePass(leftValues), untouched), more);
            assertSame(untouched, onePass(rightValues));
        });
    }

    @Test
    void looking_at_a_partial_result_does_not_change_it() {
        Generated.forAll(cases(), random -> {
            List<Object> values = values(random);
            P partial = onePass(values);
            byte[] written = bytes(partial);
            Object finished = answer(partial);

            assertThat(bytes(partial)).isEqualTo(written);
            assertThat(answer(partial)).isEqualTo(finished);
        });
    }

    @Test
    void reading_consumes_exactly_what_was_written() {
        Generated.forAll(cases(), random -> {
            P partial = anyWay(values(random), random);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                aggregate().write(partial, out);
                out.writeInt(42);
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                aggregate().read(in);
                assertThat(in.readInt()).isEqualTo(42);
                assertThat(in.available()).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void the_answer_has_the_java_form_of_its_type() {
        Generated.forAll(cases(), random -> {
            Object finished = answer(onePass(values(random)));
            if (finished != null && finished != NOT_COMPUTABLE) {
                assertThat(finished).isInstanceOf(javaForm(aggregate().resultType()));
            }
            if (finished instanceof BigDecimal decimal) {
                assertThat(decimal.scale()).isEqualTo(aggregate().resultType().scale());
            }
        });
    }

    @Test
    void the_aggregate_travels_to_other_members() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(aggregate());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(aggregate());
        }
    }

    private @Nullable Object answer(P partial) {
        try {
            return aggregate().finish(partial);
        } catch (NotComputableException e) {
            return NOT_COMPUTABLE;
        }
    }

    protected final P onePass(List<Object> values) {
        P partial = aggregate().empty();
        for (Object value : values) {
            aggregate().check(value);
            partial = aggregate().add(partial, value);
        }
        return partial;
    }

    /** Folds shuffled values in up to five pieces, written and read anywhere, merged in any order and association. */
    private P anyWay(List<Object> values, RandomGenerator random) {
        List<Object> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        List<P> pieces = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            pieces.add(aggregate().empty());
        }
        boolean contiguous = random.nextBoolean();
        for (int i = 0; i < shuffled.size(); i++) {
            int piece = contiguous ? i * count / shuffled.size() : random.nextInt(count);
            P partial = random.nextInt(20) == 0 ? copy(pieces.get(piece)) : pieces.get(piece);
            pieces.set(piece, aggregate().add(partial, shuffled.get(i)));
        }
        while (pieces.size() > 1) {
            P left = pieces.remove(random.nextInt(pieces.size()));
            P right = pieces.remove(random.nextInt(pieces.size()));
            P merged = aggregate().merge(left, random.nextBoolean() ? right : copy(right));
            pieces.add(random.nextBoolean() ? merged : copy(merged));
        }
        return pieces.get(0);
    }

    private List<Object> values(RandomGenerator random) {
        int bound = random.nextInt(4) == 0 ? 3 : maxValues() + 1;
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(bound); i > 0; i--) {
            values.add(value(random));
        }
        return values;
    }

    private void assertSame(P actual, P expected) {
        assertThat(answer(actual)).isEqualTo(answer(expected));
        if (writesOneFormOnly()) {
            assertThat(bytes(actual)).isEqualTo(bytes(expected));
        }
    }

    protected final byte[] bytes(P partial) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            aggregate().write(partial, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private P copy(P partial) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(partial)))) {
            return aggregate().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> javaForm(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.class;
            case INTEGER, DATE -> Integer.class;
            case BIGINT, TIMESTAMP -> Long.class;
            case DOUBLE -> Double.class;
            case DECIMAL -> BigDecimal.class;
            case VARCHAR -> String.class;
        };
    }
}
