package io.lambdagrid.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Generated;
import java.time.DateTimeException;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UsualTimeTest {
    private static final String CHARACTERS = "0123456789-T:.Z+ ";

    @Test
    void usual_form_is_read() {
        assertThat(UsualTime.micros("1970-01-01T00:00:01")).hasValue(1_000_000);
        assertThat(UsualTime.micros("1969-12-31T23:59:59.5Z")).hasValue(-500_000);
        assertThat(UsualTime.micros("2024-02-29T12:00:00.000001Z")).hasValue(1_709_208_000_000_001L);
    }

    @Test
    void every_other_form_is_left_to_the_formatter() {
        assertThat(List.of(
                        "",
                        "Z",
                        "2024-02-29",
                        "2024-02-29T12:00",
                        "2024-02-29 12:00:00",
                        "2024-02-30T12:00:00",
                        "2024-13-01T12:00:00",
                        "2024-02-29T24:00:00",
                        "2024-02-29T23:59:60",
                        "2024-02-29T12:00:00.",
                        "2024-02-29T12:00:00.Z",
                        "2024-02-29T12:00:00.1234567",
                        "2024-02-29T12:00:00+02:00",
                        "2024-02-29T12:00:00ZZ",
                        "\u0662024-02-29T12:00:00"))
                .allSatisfy(text -> assertThat(UsualTime.micros(text)).isEmpty());
    }

    @Test
    void whatever_is_read_is_what_the_formatter_reads() {
        Generated.forAll(random -> {
            String text = mutated(random);
            OptionalLong usual = UsualTime.micros(text);
            if (usual.isPresent()) {
                assertThat(usual.getAsLong()).as(text).isEqualTo(byFormatter(text));
            }
        });
    }

    private static long byFormatter(String text) {
        try {
            return JsonValue.anyTimestamp(text);
        } catch (DateTimeException e) {
            throw new AssertionError("The formatter refuses '" + text + "'", e);
        }
    }

    private static String mutated(RandomGenerator random) {
        StringBuilder text = new StringBuilder(String.format(
                java.util.Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d.%06d",
                random.nextInt(10_000),
                random.nextInt(14),
                random.nextInt(33),
                random.nextInt(26),
                random.nextInt(62),
                random.nextInt(62),
                random.nextInt(1_000_000)));
        text.setLength(19 + random.nextInt(8));
        if (random.nextBoolean()) {
            text.append('Z');
        }
        if (random.nextInt(4) == 0) {
            text.setCharAt(random.nextInt(text.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
