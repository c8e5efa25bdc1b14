package io.lambdagrid.benchmark.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void median_of_an_odd_number_is_the_middle_one() {
        assertThat(Spread.of(List.of(9.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void median_of_an_even_number_is_half_way_between_the_middle_ones() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 10.0))).isEqualTo(new Spread(1, 3.5, 10));
    }

    @Test
    void one_measurement_is_its_own_median() {
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void nothing_measured_has_no_median() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("Nothing was measured");
    }
}
