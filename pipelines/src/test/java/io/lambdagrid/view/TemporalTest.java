package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemporalTest {
    @Test
    void timestamps_count_microseconds_from_1970_in_both_directions() {
        assertThat(Temporal.toExternal(0L, ColumnType.TIMESTAMP)).isEqualTo(LocalDateTime.parse("1970-01-01T00:00"));
        assertThat(Temporal.toExternal(-1L, ColumnType.TIMESTAMP))
                .isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999999"));
        assertThat(Temporal.fromExternal(LocalDateTime.parse("2026-01-31T12:00:00.000001")))
                .isEqualTo(1_769_860_800_000_001L);
    }

    @Test
    void every_timestamp_a_long_can_hold_comes_back() {
        List<Long> edges = List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_001L, -1L, 0L, 999_999L, Long.MAX_VALUE);
        assertThat(edges).allSatisfy(TemporalTest::assertComesBack);
        Generated.forAll(1000, random -> assertComesBack(random.nextLong() >> random.nextInt(64)));
    }

    private static void assertComesBack(long micros) {
        LocalDateTime external =
                (LocalDateTime) java.util.Objects.requireNonNull(Temporal.toExternal(micros, ColumnType.TIMESTAMP));
        assertThat(Temporal.fromExternal(external)).isEqualTo(micros);
        assertThat(KeyText.read(KeyText.write(micros, ColumnType.TIMESTAMP), ColumnType.TIMESTAMP))
                .isEqualTo(micros);
    }

    @Test
    void every_date_comes_back() {
        Generated.forAll(1000, random -> {
            Integer days = random.nextInt() >> random.nextInt(32);
            assertThat(Temporal.fromExternal(LocalDate.ofEpochDay(days))).isEqualTo(days);
            assertThat(Temporal.toExternal(days, ColumnType.DATE)).isEqualTo(LocalDate.ofEpochDay(days));
            assertThat(KeyText.read(KeyText.write(days, ColumnType.DATE), ColumnType.DATE))
                    .isEqualTo(days);
        });
    }

    @Test
    void digits_beyond_the_microsecond_are_cut_off() {
        assertThat(Temporal.fromExternal(LocalDateTime.parse("1970-01-01T00:00:00.000001999")))
                .isEqualTo(1);
        assertThat(Temporal.fromExternal(LocalDateTime.parse("1969-12-31T23:59:59.999999999")))
                .isEqualTo(-1);
    }

    @Test
    void a_time_too_far_away_is_refused() {
        assertThatThrownBy(() -> Temporal.fromExternal(LocalDateTime.MAX)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Temporal.fromExternal(LocalDateTime.MIN)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void other_values_and_null_pass_unchanged() {
        assertThat(Temporal.toExternal("text", ColumnType.VARCHAR)).isEqualTo("text");
        assertThat(Temporal.toExternal(7L, ColumnType.BIGINT)).isEqualTo(7L);
        assertThat(Temporal.toExternal(null, ColumnType.DATE)).isNull();
    }
}
