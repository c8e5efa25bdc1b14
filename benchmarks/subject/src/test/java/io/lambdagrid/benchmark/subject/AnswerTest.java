package io.lambdagrid.benchmark.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void order_of_rows_does_not_matter() {
        Answer one = Answer.NOTHING.plus("a", 1, new BigDecimal("1.50")).plus("b", 2, new BigDecimal("2"));
        Answer other = Answer.NOTHING.plus("b", 2, new BigDecimal("2.00")).plus("a", 1, new BigDecimal("1.5"));

        assertThat(one).isEqualTo(other);
        assertThat(one.rows()).isEqualTo(2);
        assertThat(one.orders()).isEqualTo(3);
        assertThat(one.revenue()).isEqualTo("3.50");
    }

    @Test
    void money_booked_on_the_wrong_product_shows_though_the_totals_agree() {
        Answer right = Answer.NOTHING.plus("a", 1, new BigDecimal("1")).plus("b", 1, new BigDecimal("2"));
        Answer wrong = Answer.NOTHING.plus("a", 1, new BigDecimal("2")).plus("b", 1, new BigDecimal("1"));

        assertThat(wrong.revenue()).isEqualTo(right.revenue());
        assertThat(wrong).isNotEqualTo(right);
    }
}
