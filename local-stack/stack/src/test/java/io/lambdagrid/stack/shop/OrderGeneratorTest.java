package io.lambdagrid.stack.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final int RECORDS = 100_000;

    @Test
    void same_seed_and_times_make_the_same_bytes() {
        List<ShopRecord> first = records(7, RECORDS);
        List<ShopRecord> second = records(7, RECORDS);

        for (int i = 0; i < RECORDS; i++) {
            assertThat(second.get(i).value()).isEqualTo(first.get(i).value());
            assertThat(second.get(i).key()).isEqualTo(first.get(i).key());
        }
        assertThat(texts(records(8, 10))).isNotEqualTo(texts(records(7, 10)));
    }

    @Test
    void one_in_a_thousand_is_unreadable_in_every_way_there_is() {
        List<ShopRecord> unreadable = records(7, RECORDS).stream()
                .filter(record -> record.order().isEmpty())
                .toList();

        assertThat(unreadable.size()).isCloseTo(RECORDS / 1000, within(40));
        assertThat(unreadable).anyMatch(record -> record.value() == null);
        assertThat(unreadable).anyMatch(record -> record.value() != null && record.value().length == 0);
        assertThat(texts(unreadable))
                .anyMatch(text -> text.startsWith("["))
                .anyMatch(text -> text.contains("\"many\""))
                .anyMatch(text -> text.contains("123456789012.34"))
                .anyMatch(text -> text.contains("3000000000"))
                .anyMatch(text -> text.startsWith("{") && !text.endsWith("}"));
    }

    @Test
    void one_in_a_hundred_was_sent_before() {
        IdentityHashMap<ShopRecord, ShopRecord> distinct = new IdentityHashMap<>();
        records(7, RECORDS).forEach(record -> distinct.put(record, record));

        assertThat(RECORDS - distinct.size()).isCloseTo(RECORDS / 100, within(200));
    }

    @Test
    void one_in_twenty_is_late_and_the_others_are_out_of_order() {
        List<Order> orders = orders(records(7, RECORDS));
        Duration late = Duration.ofMinutes(1);

        assertThat(share(orders, order -> order.orderedAt().isBefore(NOW.minus(late))))
                .isCloseTo(0.05, within(0.01));
        assertThat(orders).allMatch(order -> !order.orderedAt().isAfter(NOW));
        assertThat(orders).anyMatch(order -> order.orderedAt().isBefore(NOW.minus(Duration.ofDays(2))));
        assertThat(orders.stream().map(Order::orderedAt).toList())
                .isNotEqualTo(orders.stream().map(Order::orderedAt).sorted().toList());
    }

    @Test
    void products_are_wanted_in_inverse_proportion_to_their_rank() {
        List<Order> orders = orders(records(7, RECORDS));
        double first = share(orders, order -> order.product().equals("P000000"));
        double tenth = share(orders, order -> order.product().equals("P000009"));

        assertThat(first / tenth).isCloseTo(10, within(2.0));
    }

    @Test
    void everything_that_matters_to_a_view_occurs() {
        List<Order> orders = orders(records(7, RECORDS));
        Set<String> countries = orders.stream().map(Order::country).collect(Collectors.toSet());
        Set<Order.Status> statuses = orders.stream().map(Order::status).collect(Collectors.toSet());
        Set<Order.Column> missing = new HashSet<>();
        orders.forEach(order -> missing.addAll(order.missing()));

        assertThat(countries).hasSize(20);
        assertThat(statuses).containsExactlyInAnyOrder(Order.Status.values());
        assertThat(missing).containsExactlyInAnyOrder(Order.Column.values());
    }

    private static List<ShopRecord> records(long seed, int count) {
        OrderGenerator generator = new OrderGenerator(seed, 1000);
        List<ShopRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(generator.next(NOW));
        }
        return records;
    }

    private static List<Order> orders(List<ShopRecord> records) {
        return records.stream().map(ShopRecord::order).flatMap(Optional::stream).toList();
    }

    private static List<String> texts(List<ShopRecord> records) {
        return records.stream()
                .flatMap(record -> record.value() == null ? Stream.empty() : Stream.of(record.value()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static double share(List<Order> orders, Predicate<Order> which) {
        return (double) orders.stream().filter(which).count() / orders.size();
    }
}
