package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HorizonsTest {
    @Test
    void text_is_read_as_it_was_written() {
        Horizons horizons = new Horizons(Map.of("by_hour", 1_764_806_400_000_000L, "by_day", -5L));
        assertThat(horizons).hasToString("by_day=-5,by_hour=1764806400000000");
        assertThat(Horizons.parse(horizons.toString())).isEqualTo(horizons);
        assertThat(Horizons.parse("")).isEqualTo(Horizons.NONE);
        assertThatThrownBy(() -> Horizons.parse("by_day")).hasMessageContaining("'by_day'");
    }

    @Test
    void horizons_reach_others_when_none_lies_before() {
        Horizons first = new Horizons(Map.of("a", 10L, "b", 20L));
        assertThat(first.reach(first)).isTrue();
        assertThat(first.reach(Horizons.NONE)).isTrue();
        assertThat(Horizons.NONE.reach(first)).isFalse();
        assertThat(first.with("a", 11).reach(first)).isTrue();
        assertThat(first.with("a", 11).reach(first.with("b", 21))).isFalse();
        assertThat(first.of("c")).isEqualTo(Horizons.KEEPS_ALL);
        assertThat(Horizons.instant(10)).isEqualTo(Instant.parse("1970-01-01T00:00:00.000010Z"));
    }
}
