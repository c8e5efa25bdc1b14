package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Values;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CountDistinctTest {
    abstract static class Laws extends AggregateLaws<CountDistinct.Seen> {
        private final CountDistinct aggregate;

        Laws(ColumnType type, int limit) {
            this.aggregate = new CountDistinct(type, limit);
        }

        @Override
        protected Aggregate<CountDistinct.Seen> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(aggregate.argument(), random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            long different = values.stream()
                    .map(value -> value.equals(-0.0) ? (Object) 0.0 : value)
                    .distinct()
                    .count();
            return different > aggregate.limit() ? NOT_COMPUTABLE : (Object) different;
        }
    }

    @Nested
    class OfBooleans extends Laws {
        OfBooleans() {
            super(ColumnType.BOOLEAN, 100);
        }
    }

    @Nested
    class OfIntegers extends Laws {
        OfIntegers() {
            super(ColumnType.INTEGER, 100);
        }
    }

    @Nested
    class OfBigintsAroundTheLimit extends Laws {
        OfBigintsAroundTheLimit() {
            super(ColumnType.BIGINT, 10);
        }
    }

    @Nested
    class OfDoubles extends Laws {
        OfDoubles() {
            super(ColumnType.DOUBLE, 100);
        }
    }

    @Nested
    class OfWideDecimals extends Laws {
        OfWideDecimals() {
            super(ColumnType.decimal(38, 4), 100);
        }
    }

    @Nested
    class OfDates extends Laws {
        OfDates() {
            super(ColumnType.DATE, 100);
        }
    }

    @Nested
    class OfTexts extends Laws {
        OfTexts() {
            super(ColumnType.VARCHAR, 100);
        }
    }

    /** Around the length from which a text is kept as its digest. */
    @Nested
    class OfLongTextsAroundTheLimit extends Laws {
        OfLongTextsAroundTheLimit() {
            super(ColumnType.VARCHAR, 20);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return "x".repeat(random.nextInt(38, 47)) + random.nextInt(3);
        }
    }

    @Test
    void a_text_is_not_taken_for_another_that_has_it_as_its_digest() {
        CountDistinct aggregate = new CountDistinct(ColumnType.VARCHAR, 10);
        String longText = "x".repeat(50);
        // SHA-256 of fifty x in Base64, 43 characters.
        String digest = java.util.Base64.getEncoder().withoutPadding().encodeToString(sha256(longText));

        CountDistinct.Seen partial = aggregate.add(aggregate.add(aggregate.empty(), longText), digest);

        assertThat(digest).hasSize(43);
        assertThat(aggregate.finish(partial)).isEqualTo(2);
    }

    private static byte[] sha256(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
