package io.lambdagrid.benchmark.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void value_may_contain_an_equals_sign() {
        assertThat(Parameters.parse(new String[] {"sql=a = b", "runs=5"}).text("sql"))
                .isEqualTo("a = b");
    }

    @Test
    void missing_value_is_named() {
        assertThatThrownBy(() -> Parameters.parse(new String[] {"runs=5"}).number("warm-ups"))
                .hasMessageContaining("'warm-ups'")
                .hasMessageContaining("runs");
    }
}
