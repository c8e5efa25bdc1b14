package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Generated;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExactDoubleSumTest {
    @Test
    void total_is_the_double_nearest_to_the_exact_sum_for_any_exponents() {
        Generated.forAll(2000, random -> {
            int lowest = random.nextInt(-1074, 1023);
            int span = 1 + random.nextInt(random.nextBoolean() ? 60 : 2000);
            List<Double> values = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                values.add(value(random, lowest, Math.min(1023, lowest + span)));
            }
            assertThat(sum(values).total()).isEqualTo(exact(values));
        });
    }

    @Test
    void what_is_left_after_cancellation_is_exact() {
        Generated.forAll(500, random -> {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                double value = value(random, -1074, 1023);
                values.add(value);
                values.add(-value);
            }
            double rest = value(random, -1074, 1023);
            values.add(rest);
            Collections.shuffle(values, new Random(random.nextLong()));

            assertThat(sum(values).total()).isEqualTo(rest == 0 ? 0.0 : rest);
            assertThat(bytes(sum(values)).length).isLessThan(20);
        });
    }

    @Test
    void ties_go_to_the_even_double_and_a_trace_below_breaks_them() {
        double half = Math.scalb(1.0, -53);
        double trace = Double.MIN_VALUE;

        assertThat(sum(List.of(1.0, half)).total()).isEqualTo(1.0);
        assertThat(sum(List.of(1.0, half, trace)).total()).isEqualTo(Math.nextUp(1.0));
        assertThat(sum(List.of(1.0, half, -trace)).total()).isEqualTo(1.0);
        assertThat(sum(List.of(Math.nextUp(1.0), half)).total()).isEqualTo(1.0 + 4 * half);
        assertThat(sum(List.of(Math.nextDown(2.0), half)).total()).isEqualTo(2.0);
        assertThat(sum(List.of(Math.nextDown(2.0), half, -trace)).total()).isEqualTo(Math.nextDown(2.0));
        assertThat(sum(List.of(-1.0, -half, -trace)).total()).isEqualTo(-Math.nextUp(1.0));
    }

    @Test
    void subnormals_are_exact() {
        assertThat(sum(List.of(Double.MIN_VALUE, Double.MIN_VALUE)).total()).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(sum(List.of(Math.nextDown(Double.MIN_NORMAL), Double.MIN_VALUE))
                        .total())
                .isEqualTo(Double.MIN_NORMAL);
        assertThat(sum(List.of(Double.MIN_NORMAL, -Double.MIN_VALUE)).total())
                .isEqualTo(Math.nextDown(Double.MIN_NORMAL));
    }

    @Test
    void a_sum_may_pass_the_largest_double_and_come_back() {
        double max = Double.MAX_VALUE;
        double half = Math.ulp(max) / 2;

        assertThat(sum(List.of(max, max, max, -max, -max)).total()).isEqualTo(max);
        assertThat(sum(List.of(max, max)).total()).isInfinite().isPositive();
        assertThat(sum(List.of(-max, -max)).total()).isInfinite().isNegative();
        assertThat(sum(List.of(max, half)).total()).isInfinite();
        assertThat(sum(List.of(max, half, -Double.MIN_VALUE)).total()).isEqualTo(max);
    }

    @Test
    void zeros_sum_up_to_positive_zero() {
        assertThat(sum(List.of(-0.0, -0.0)).total()).isEqualTo(0.0);
        assertThat(sum(List.of(1.0, -1.0)).total()).isEqualTo(0.0);
        assertThat(bytes(sum(List.of(1.0, -1.0)))).isEqualTo(bytes(sum(List.of(-0.0, 0.0))));
    }

    @Test
    void nan_and_infinities_follow_ieee_754_in_any_order() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(sum(List.of(infinity, -Double.MAX_VALUE)).total()).isEqualTo(infinity);
        assertThat(sum(List.of(1.0, -infinity)).total()).isEqualTo(-infinity);
        assertThat(sum(List.of(infinity, 1.0, -infinity)).total()).isNaN();
        assertThat(sum(List.of(Double.NaN, infinity)).total()).isNaN();
        assertThat(bytes(sum(List.of(infinity, 1.0)))).isEqualTo(bytes(sum(List.of(1.0, infinity))));
    }

    @Test
    void carries_never_get_lost_however_many_values_there_are() {
        double widest = Math.nextDown(2.0);
        ExactDoubleSum sum = new ExactDoubleSum();
        for (int i = 0; i < 100_000; i++) {
            sum.add(-widest);
        }
        for (int i = 0; i < 16; i++) {
            ExactDoubleSum same = new ExactDoubleSum();
            same.add(sum);
            sum.add(same);
        }
        BigDecimal expected = new BigDecimal(widest).multiply(new BigDecimal(-(100_000L << 16)));

        assertThat(sum.total()).isEqualTo(NearestDouble.of(expected));
        assertThat(sum.count()).isEqualTo(100_000L << 16);
    }

    @Test
    void usual_amounts_take_few_bytes() {
        ExactDoubleSum amounts = new ExactDoubleSum();
        for (int i = 0; i < 1000; i++) {
            amounts.add(i * 0.01);
        }
        assertThat(bytes(amounts).length).isLessThanOrEqualTo(14);
        assertThat(bytes(sum(List.of(3.0, 4.0)))).hasSize(4);
    }

    private static double value(RandomGenerator random, int lowest, int highest) {
        double mantissa = random.nextInt(3) == 0 ? 1 : 1 + random.nextDouble();
        double value = Math.scalb(mantissa, random.nextInt(lowest, highest + 1));
        return random.nextBoolean() ? value : -value;
    }

    private static ExactDoubleSum sum(List<Double> values) {
        ExactDoubleSum sum = new ExactDoubleSum();
        values.forEach(sum::add);
        return sum;
    }

    private static double exact(List<Double> values) {
        return NearestDouble.of(values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static byte[] bytes(ExactDoubleSum sum) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            sum.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
