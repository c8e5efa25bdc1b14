package io.lambdagrid.benchmark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.benchmark.workload.OrdersWorkload;
import io.lambdagrid.stack.shop.Order;
import io.lambdagrid.stack.shop.ShopRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OrderParserTest {
    private final OrderParser parser = new OrderParser();

    @Test
    void amount_is_read_to_the_cent_however_it_is_written() throws IOException {
        assertThat(cents("12.34")).isEqualTo(1234);
        assertThat(cents("12.3")).isEqualTo(1230);
        assertThat(cents("12")).isEqualTo(1200);
        assertThat(cents("0.05")).isEqualTo(5);
        assertThat(cents("null")).isZero();
    }

    @Test
    void field_of_a_former_order_is_forgotten() throws IOException {
        parse("{\"product\":\"a\",\"status\":\"PAID\",\"amount\":1}");
        parse("{\"order_id\":1}");

        assertThat(parser.product()).isNull();
        assertThat(parser.status()).isNull();
        assertThat(parser.cents()).isZero();
    }

    @Test
    void orders_of_the_workload_are_read_as_they_were_made() throws IOException {
        Iterator<ShopRecord> records = new OrdersWorkload(7, 2_000).iterator();
        while (records.hasNext()) {
            ShopRecord record = records.next();
            Order order = record.order().orElseThrow();
            parser.parse(Objects.requireNonNull(record.value()));

            assertThat(parser.product()).isEqualTo(order.product());
            if (order.countsAsRevenue()) {
                assertThat(BigDecimal.valueOf(parser.cents(), 2)).isEqualByComparingTo(order.revenue());
            }
        }
    }

    private long cents(String amount) throws IOException {
        parse("{\"amount\":" + amount + "}");
        return parser.cents();
    }

    private void parse(String json) throws IOException {
        parser.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
