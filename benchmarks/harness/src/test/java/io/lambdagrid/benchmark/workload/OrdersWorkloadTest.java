package io.lambdagrid.benchmark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.stack.shop.Order;
import io.lambdagrid.stack.shop.ShopRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrdersWorkloadTest {
    private static final int RECORDS = 50_000;

    @Test
    void has_as_many_records_as_were_asked_for_and_all_can_be_read() {
        assertThat(records(7))
                .hasSize(RECORDS)
                .allMatch(record -> record.order().isPresent());
    }

    @Test
    void same_seed_makes_the_same_bytes() {
        List<ShopRecord> first = records(7);
        List<ShopRecord> second = records(7);
        for (int i = 0; i < RECORDS; i++) {
            assertThat(second.get(i).value()).isEqualTo(first.get(i).value());
        }
    }

    @Test
    void records_are_of_the_size_of_the_reference_workload() {
        double meanBytes = records(7).stream()
                .mapToInt(record -> Objects.requireNonNull(record.value()).length)
                .average()
                .orElseThrow();

        assertThat(meanBytes).isBetween(140.0, 180.0);
    }

    @Test
    void orders_happen_in_the_course_of_thirty_days() {
        List<Instant> times = records(7).stream()
                .map(record -> record.order().map(Order::orderedAt).orElseThrow())
                .sorted()
                .toList();

        // Late orders happened up to three days before the first day.
        assertThat(Duration.between(times.get(RECORDS / 10), times.get(RECORDS - 1)))
                .isBetween(Duration.ofDays(24), Duration.ofDays(30));
    }

    private static List<ShopRecord> records(long seed) {
        List<ShopRecord> records = new ArrayList<>();
        new OrdersWorkload(seed, RECORDS).iterator().forEachRemaining(records::add);
        return records;
    }
}
