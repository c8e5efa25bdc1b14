package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Generated;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApproxTopKTest {
    abstract static class Laws extends AggregateLaws<ApproxTopK.Counts> {
        private final ApproxTopK aggregate;

        Laws(ColumnType type, int k, int maxExact) {
            this.aggregate = new ApproxTopK(type, k, maxExact);
        }

        @Override
        protected Aggregate<ApproxTopK.Counts> aggregate() {
            return aggregate;
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.any(aggregate.argument(), random);
        }

        @Override
        protected @Nullable Object expected(List<Object> values) {
            return values.isEmpty() ? null : exact(aggregate, values);
        }

        @Override
        protected int cases() {
            return 60;
        }
    }

    private static String exact(ApproxTopK aggregate, List<Object> values) {
        return counts(values).entrySet().stream()
                .sorted(Map.Entry.<Object, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey(ValueOrder.comparator(aggregate.argument()))))
                .limit(aggregate.k())
                .map(entry -> "{\"value\":" + entry.getKey() + ",\"count\":" + entry.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static Map<Object, Long> counts(List<Object> values) {
        return values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Nested
    class OfIntegers extends Laws {
        OfIntegers() {
            super(ColumnType.INTEGER, 3, 100);
        }
    }

    @Nested
    class OfBooleans extends Laws {
        OfBooleans() {
            super(ColumnType.BOOLEAN, 2, 100);
        }
    }

    @Nested
    class OfWideDecimals extends Laws {
        OfWideDecimals() {
            super(ColumnType.decimal(38, 4), 5, 100);
        }
    }

    /** Pieces stay below the limit that their sum passes, or pass it alone, or not at all. */
    abstract static class AroundTheLimit extends Laws {
        AroundTheLimit(ColumnType type) {
            super(type, 4, 8);
        }

        /** What is said beyond the limit is told by tests of its own. */
        @Override
        protected void assertAnswer(@Nullable Object actual, @Nullable Object expected) {
            assertThat(actual == null).isEqualTo(expected == null);
        }

        @Override
        protected int cases() {
            return 25;
        }

        @Override
        protected int maxValues() {
            return 24;
        }
    }

    @Nested
    class OfTextsAroundTheLimit extends AroundTheLimit {
        OfTextsAroundTheLimit() {
            super(ColumnType.VARCHAR);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return random.nextInt(2) == 0 ? "often" : Values.text(random).repeat(random.nextInt(1, 8));
        }
    }

    @Nested
    class OfBigintsAroundTheLimit extends AroundTheLimit {
        OfBigintsAroundTheLimit() {
            super(ColumnType.BIGINT);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.bigint(random);
        }
    }

    @Nested
    class OfDoublesAroundTheLimit extends AroundTheLimit {
        OfDoublesAroundTheLimit() {
            super(ColumnType.DOUBLE);
        }

        @Override
        protected Object value(RandomGenerator random) {
            return Values.finite(random);
        }
    }

    @Test
    void beyond_the_limit_whoever_has_two_percent_is_listed_and_no_count_is_too_low() {
        Generated.forAll(5, random -> {
            List<Object> values = zipf(random, 50_000, 200_000);
            ApproxTopK aggregate = new ApproxTopK(ColumnType.VARCHAR, 50, 1_000);
            Map<String, Long> answer = parsed(aggregate.finish(partial(aggregate, values)));

            counts(values).forEach((value, count) -> {
                if (count > 0.02 * values.size()) {
                    assertThat(answer).containsKey(value.toString());
                }
                if (answer.containsKey(value.toString())) {
                    assertThat(answer.get(value.toString())).isBetween(count, count + values.size() / 100);
                }
            });
            assertThat(answer).hasSizeGreaterThan(7);
            assertThat(counts(values).keySet()).containsAll(answer.keySet());
        });
    }

    /** Frequencies of web pages, words, products: the r-th has about 1 / r of the first. */
    private static List<Object> zipf(RandomGenerator random, int different, int size) {
        double[] ends = new double[different];
        double sum = 0;
        for (int i = 0; i < different; i++) {
            sum += 1.0 / (i + 1);
            ends[i] = sum;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int found = java.util.Arrays.binarySearch(ends, random.nextDouble() * sum);
            values.add("product " + (found < 0 ? -found - 1 : found) * 7919L);
        }
        return values;
    }

    private static ApproxTopK.Counts partial(ApproxTopK aggregate, List<Object> values) {
        ApproxTopK.Counts partial = aggregate.empty();
        for (Object value : values) {
            partial = aggregate.add(partial, value);
        }
        return partial;
    }

    private static Map<String, Long> parsed(@Nullable String json) {
        java.util.regex.Matcher entry = java.util.regex.Pattern.compile("\\{\"value\":\"([^\"]*)\",\"count\":(\\d+)}")
                .matcher(String.valueOf(json));
        Map<String, Long> counts = new java.util.TreeMap<>();
        while (entry.find()) {
            counts.put(entry.group(1), Long.valueOf(entry.group(2)));
        }
        return counts;
    }

    @Test
    void values_of_every_type_come_back_from_beyond_the_limit() {
        assertThat(beyondTheLimit(ColumnType.BOOLEAN, true)).isEqualTo("true");
        assertThat(beyondTheLimit(ColumnType.INTEGER, -7)).isEqualTo("-7");
        assertThat(beyondTheLimit(ColumnType.BIGINT, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
        assertThat(beyondTheLimit(ColumnType.DOUBLE, 0.1)).isEqualTo("0.1");
        assertThat(beyondTheLimit(ColumnType.DOUBLE, -0.0)).isEqualTo("0.0");
        assertThat(beyondTheLimit(ColumnType.decimal(10, 2), new BigDecimal("-1.50")))
                .isEqualTo("-1.50");
        assertThat(beyondTheLimit(ColumnType.decimal(38, 0), BigDecimal.TEN.pow(37)))
                .isEqualTo("1" + "0".repeat(37));
        assertThat(beyondTheLimit(ColumnType.DATE, 1)).isEqualTo("\"1970-01-02\"");
        assertThat(beyondTheLimit(ColumnType.TIMESTAMP, 1_500_000L)).isEqualTo("\"1970-01-01T00:00:01.500\"");
        assertThat(beyondTheLimit(ColumnType.VARCHAR, "")).isEqualTo("\"\"");
        assertThat(beyondTheLimit(ColumnType.VARCHAR, "a \"quoted\" \ud83d\ude00"))
                .isEqualTo("\"a \\\"quoted\\\" \ud83d\ude00\"");
        assertThat(beyondTheLimit(ColumnType.VARCHAR, "x".repeat(24))).isEqualTo("\"" + "x".repeat(24) + "\"");
        assertThat(beyondTheLimit(ColumnType.VARCHAR, "x".repeat(25))).isEqualTo("\"" + "x".repeat(15) + "\u2026\"");
        assertThat(beyondTheLimit(ColumnType.VARCHAR, "xx" + "\u65e5".repeat(9)))
                .isEqualTo("\"xx" + "\u65e5".repeat(4) + "\u2026\"");
    }

    private static String beyondTheLimit(ColumnType type, Object value) {
        ApproxTopK aggregate = new ApproxTopK(type, 1, 0);
        String json = String.valueOf(aggregate.finish(aggregate.add(aggregate.empty(), value)));
        assertThat(json).startsWith("[{\"value\":").endsWith(",\"count\":1}]");
        return json.substring("[{\"value\":".length(), json.length() - ",\"count\":1}]".length());
    }

    @Test
    void two_long_texts_that_begin_alike_are_two() {
        ApproxTopK aggregate = new ApproxTopK(ColumnType.VARCHAR, 5, 1);
        List<Object> values = IntStream.range(0, 6)
                .mapToObj(i -> (Object) ("x".repeat(30) + i % 2))
                .toList();
        String line = "{\"value\":\"" + "x".repeat(15) + "\u2026\",\"count\":3}";
        assertThat(aggregate.finish(partial(aggregate, values))).isEqualTo("[" + line + "," + line + "]");
    }
}
