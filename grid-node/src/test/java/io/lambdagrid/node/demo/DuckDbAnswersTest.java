package io.lambdagrid.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.stack.shop.Order;
import io.lambdagrid.stack.shop.ShopRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB is asked to compute is what a person would compute. */
class DuckDbAnswersTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void writeJournal() throws Exception {
        file = folder.resolve("accepted.ndjson");
        try (Journal journal = Journal.create(file)) {
            acknowledge(
                    journal, 0, order(1, 7, "tea", Order.Status.PAID, "0.10", "2026-01-31T12:59:59.999Z", Set.of()));
            acknowledge(
                    journal,
                    1,
                    order(2, 7, "tea", Order.Status.NEW, "9999999999.99", "2026-01-31T13:00:00Z", Set.of()));
            acknowledge(
                    journal, 2, order(3, 8, "tea", Order.Status.CANCELLED, "5.00", "2026-01-31T13:00:00Z", Set.of()));
            acknowledge(
                    journal,
                    3,
                    order(4, 9, "ink", Order.Status.PAID, "5.00", "2026-01-31T13:00:00Z", Set.of(Order.Column.AMOUNT)));
            acknowledge(
                    journal,
                    4,
                    order(5, 9, "pen", Order.Status.PAID, "5.00", "2026-01-31T13:00:00Z", Set.of(Order.Column.STATUS)));
            journal.acknowledged(new ShopRecord(new byte[0], null, Optional.empty()), 0, 5);
            assertThat(journal.unreadable()).containsExactly(new Journal.Place(0, 5));
        }
    }

    @Test
    void views_are_computed_from_the_bytes() throws Exception {
        try (DuckDbAnswers answers = DuckDbAnswers.over(file)) {
            assertThat(answers.records()).isEqualTo(5);
            assertThat(answers.revenueByProduct().rows())
                    .isEqualTo(Map.of(
                            List.of("'tea'"), List.of(List.of("2", "10000000000.09")),
                            List.of("'ink'"), List.of(List.of("1", "NULL"))));
            assertThat(answers.revenueByProductAndHour().rows())
                    .isEqualTo(Map.of(
                            List.of("'tea'", "2026-01-31T12:00"), List.of(List.of("1", "0.1")),
                            List.of("'tea'", "2026-01-31T13:00"), List.of(List.of("1", "9999999999.99")),
                            List.of("'ink'", "2026-01-31T13:00"), List.of(List.of("1", "NULL"))));
            assertThat(answers.uniqueCustomersByCountry().rows())
                    .isEqualTo(Map.of(List.of("'DE'"), List.of(List.of("3"))));
            assertThat(answers.exactCustomersByCountry()).isEqualTo(Map.of("DE", 3L));
        }
    }

    private static void acknowledge(Journal journal, long offset, Order order) {
        byte[] bytes = order.json().getBytes(StandardCharsets.UTF_8);
        journal.acknowledged(new ShopRecord(bytes, bytes, Optional.of(order)), 0, offset);
    }

    private static Order order(
            long id,
            long customer,
            String product,
            Order.Status status,
            String amount,
            String at,
            Set<Order.Column> missing) {
        return new Order(id, customer, product, "DE", status, new BigDecimal(amount), 1, Instant.parse(at), missing);
    }
}
