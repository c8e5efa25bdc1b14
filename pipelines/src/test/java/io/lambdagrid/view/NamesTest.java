package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void names_fit_everywhere_they_are_used() {
        assertThat(List.of("a", "revenue_by_country", "v2", "a".repeat(63))).allMatch(Names::isValid);
        assertThat(List.of("", "A", "2a", "_a", "a-b", "a b", "a.b", "a\n", "\u00e9", "a".repeat(64)))
                .noneMatch(Names::isValid);
    }
}
