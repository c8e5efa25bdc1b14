package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.client.wire.RowKey;
import io.lambdagrid.view.aggregate.Count;
import io.lambdagrid.view.aggregate.DoubleSum;
import io.lambdagrid.view.aggregate.Extreme;
import io.lambdagrid.view.aggregate.Sum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewFoldTest {
    private static final ColumnType MONEY = ColumnType.decimal(10, 2);
    private static final List<ColumnReference> COLUMNS = List.of(
            column(0, "country", ColumnType.VARCHAR),
            column(1, "weight", ColumnType.DOUBLE),
            column(2, "valid", ColumnType.BOOLEAN),
            column(3, "paid", ColumnType.BOOLEAN),
            column(4, "amount", MONEY),
            column(5, "day", ColumnType.DATE),
            column(6, "at", ColumnType.TIMESTAMP));
    private static final ColumnReference COUNTRY = COLUMNS.get(0);
    private static final ColumnReference WEIGHT = COLUMNS.get(1);
    private static final ColumnReference VALID = COLUMNS.get(2);
    private static final ColumnReference PAID = COLUMNS.get(3);
    private static final ColumnReference AMOUNT = COLUMNS.get(4);

    private static final List<Measure> MEASURES = List.of(
            new Measure("rows", new Count(), List.of(), null),
            new Measure("amounts", new Count(), List.of(AMOUNT), null),
            new Measure("revenue", new Sum(MONEY), List.of(AMOUNT), PAID),
            new Measure("weight", new DoubleSum(), List.of(WEIGHT), null),
            new Measure("last", Extreme.maximum(ColumnType.VARCHAR), List.of(COUNTRY), PAID));

    private static final ViewFold FOLD = new ViewFold(view(VALID, COUNTRY, AMOUNT));

    @Test
    void a_fold_agrees_with_plain_grouping_and_arithmetic() {
        Generated.forAll(random -> {
            List<@Nullable Object[]> rows = rows(random);
            Map<List<@Nullable Object>, List<@Nullable Object[]>> groups = new HashMap<>();
            for (@Nullable Object[] row : rows) {
                if (Boolean.TRUE.equals(row[2])) {
                    groups.computeIfAbsent(Arrays.asList(row[0], row[4]), key -> new ArrayList<>())
                            .add(row);
                }
            }
            List<List<@Nullable Object>> expected = new ArrayList<>();
            groups.forEach((key, members) -> expected.add(expected(key, members)));

            assertThat(finished(FOLD, fold(FOLD, rows))).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    private static List<@Nullable Object> expected(List<@Nullable Object> key, List<@Nullable Object[]> rows) {
        List<@Nullable Object[]> paid =
                rows.stream().filter(row -> Boolean.TRUE.equals(row[3])).toList();
        List<@Nullable Object> expected = new ArrayList<>(key);
        expected.add((long) rows.size());
        expected.add(rows.stream().filter(row -> row[4] != null).count());
        expected.add(paid.stream()
                .map(row -> (BigDecimal) row[4])
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .orElse(null));
        // Eighths: adding them as doubles is exact here.
        expected.add(rows.stream()
                .map(row -> (Double) row[1])
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .map(sum -> sum + 0.0)
                .orElse(null));
        // All texts here are ASCII, where Java's order is SQL's.
        expected.add(paid.stream()
                .map(row -> (String) row[0])
                .filter(Objects::nonNull)
                .max(String::compareTo)
                .orElse(null));
        return expected;
    }

    @Test
    void a_fold_of_the_whole_equals_the_merged_folds_of_any_split() {
        Generated.forAll(random -> {
            List<@Nullable Object[]> rows = rows(random);
            List<Map<String, Object[]>> pieces = new ArrayList<>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                pieces.add(new TreeMap<>());
            }
            for (@Nullable Object[] row : rows) {
                add(FOLD, row, pieces.get(random.nextInt(pieces.size())));
            }
            while (pieces.size() > 1) {
                Map<String, Object[]> right = pieces.remove(random.nextInt(pieces.size()));
                Map<String, Object[]> left = pieces.remove(random.nextInt(pieces.size()));
                right.forEach((key, partials) ->
                        left.put(key, FOLD.merge(left.getOrDefault(key, FOLD.empty()), copy(FOLD, partials))));
                pieces.add(left);
            }
            assertThat(written(FOLD, pieces.get(0))).isEqualTo(written(FOLD, fold(FOLD, rows)));
        });
    }

    @Test
    void group_values_of_every_type_come_back_from_the_key() {
        ViewFold fold = new ViewFold(view(null, COLUMNS.toArray(ColumnReference[]::new)));
        Generated.forAll(random -> {
            @Nullable Object[] row = new @Nullable Object[COLUMNS.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(6) == 0
                        ? null
                        : Values.any(COLUMNS.get(i).type(), random);
            }
            @Nullable Object[] keys = row.clone();
            keys[1] = row[1] == null ? null : (Double) row[1] + 0.0;

            assertThat(finished(fold, fold(fold, List.<@Nullable Object[]>of(row))))
                    .allSatisfy(
                            values -> assertThat(values.subList(0, row.length)).isEqualTo(Arrays.asList(keys)));
        });
    }

    @Test
    void the_two_zeros_of_a_double_are_one_group() {
        ViewFold fold = new ViewFold(view(null, WEIGHT));
        assertThat(fold(fold, List.<@Nullable Object[]>of(row("a", 0.0), row("a", -0.0))))
                .containsOnlyKeys("0.0");
    }

    @Test
    void null_the_empty_text_and_the_text_of_null_are_three_groups() {
        ViewFold fold = new ViewFold(view(null, COUNTRY));
        List<@Nullable Object[]> rows = List.of(row(null, null), row("", null), row("\\N", null), row(null, null));

        assertThat(fold(fold, rows)).containsOnlyKeys("\\N", "", "\\\\N");
        assertThat(finished(fold, fold(fold, rows)))
                .extracting(values -> values.get(1))
                .containsExactlyInAnyOrder(2L, 1L, 1L);
    }

    @Test
    void a_view_without_group_by_has_one_row() {
        ViewFold fold = new ViewFold(view(VALID));
        Map<String, Object[]> groups = fold(fold, List.<@Nullable Object[]>of(row("a", 1.0), row("b", 2.0)));

        assertThat(groups).containsOnlyKeys("");
        assertThat(finished(fold, groups))
                .first()
                .satisfies(values -> assertThat(values.get(0)).isEqualTo(2L));
    }

    @Test
    void where_takes_neither_false_nor_null() {
        @Nullable Object[] refused = row("a", 1.0);
        refused[2] = false;
        @Nullable Object[] unknown = row("a", 1.0);
        unknown[2] = null;

        assertThat(fold(FOLD, List.of(refused, unknown))).isEmpty();
    }

    @Test
    void a_group_that_is_skipped_stays_untouched() {
        FOLD.add(row("a", 1.0), key -> {
            assertThat(key).isEqualTo("a|1.00");
            return null;
        });
    }

    @Test
    void a_group_without_rows_finishes_as_sql_has_it() {
        assertThat(FOLD.finish(RowKey.join(List.of("a", "1.00")), FOLD.empty()))
                .containsExactly("a", new BigDecimal("1.00"), 0L, 0L, null, null, null);
    }

    private static ViewDefinition view(@Nullable Expression where, ColumnReference... keys) {
        List<OutputColumn> outputs = new ArrayList<>();
        for (ColumnReference key : keys) {
            outputs.add(new OutputColumn(key.name(), column(outputs.size(), key.name(), key.type())));
        }
        for (Measure measure : MEASURES) {
            outputs.add(new OutputColumn(measure.name(), column(outputs.size(), measure.name(), measure.type())));
        }
        List<GroupColumn> groupBy =
                Arrays.stream(keys).map(key -> new GroupColumn(key.name(), key)).toList();
        return new ViewDefinition("v", "orders", "SELECT ...", where, groupBy, MEASURES, outputs);
    }

    private static ColumnReference column(int index, String name, ColumnType type) {
        return new ColumnReference(index, name, type);
    }

    private static List<@Nullable Object[]> rows(RandomGenerator random) {
        String[] countries = {"DE", "", "|", "\\", "\\N", "a|b", "N"};
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            @Nullable Object[] row = row(countries[random.nextInt(countries.length)], random.nextInt(-80, 80) / 8.0);
            row[2] = random.nextInt(5) > 0;
            row[3] = random.nextBoolean();
            row[4] = BigDecimal.valueOf(random.nextInt(-3, 3), 2);
            if (random.nextInt(3) == 0) {
                row[random.nextInt(row.length)] = null;
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object[] row(@Nullable String country, @Nullable Double weight) {
        return new @Nullable Object[] {country, weight, true, true, new BigDecimal("1.00"), 0, 0L};
    }

    private static Map<String, Object[]> fold(ViewFold fold, List<@Nullable Object[]> rows) {
        Map<String, Object[]> groups = new TreeMap<>();
        rows.forEach(row -> add(fold, row, groups));
        return groups;
    }

    private static void add(ViewFold fold, @Nullable Object[] row, Map<String, Object[]> groups) {
        fold.add(row, key -> groups.computeIfAbsent(key, absent -> fold.empty()));
    }

    private static List<List<@Nullable Object>> finished(ViewFold fold, Map<String, Object[]> groups) {
        List<List<@Nullable Object>> finished = new ArrayList<>();
        groups.forEach((key, partials) -> finished.add(Arrays.asList(fold.finish(key, partials))));
        return finished;
    }

    private static Map<String, String> written(ViewFold fold, Map<String, Object[]> groups) {
        Map<String, String> written = new TreeMap<>();
        groups.forEach((key, partials) -> written.put(key, Arrays.toString(bytes(fold, partials))));
        return written;
    }

    private static Object[] copy(ViewFold fold, Object[] partials) {
        try {
            return fold.read(new DataInputStream(new ByteArrayInputStream(bytes(fold, partials))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ViewFold fold, Object[] partials) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            fold.write(partials, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
