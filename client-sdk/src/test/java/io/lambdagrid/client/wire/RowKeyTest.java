package io.lambdagrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    private static final String[] PIECES = {"", "|", "\\", "N", "\\N", "\\|", "a", "\n", "\0", "\u00e9", "\ud83d\ude00"
    };

    @Test
    void parts_are_joined_in_the_documented_form() {
        assertThat(RowKey.join(Arrays.asList("DE", null, "a|b", "c\\d", ""))).isEqualTo("DE|\\N|a\\|b|c\\\\d|");
        assertThat(RowKey.join(List.of("12.50"))).isEqualTo("12.50");
    }

    @Test
    void null_and_the_texts_that_look_like_it_are_three_keys() {
        assertThat(RowKey.join(Arrays.asList((String) null))).isNotEqualTo(RowKey.join(List.of("\\N")));
        assertThat(RowKey.join(List.of("N"))).isEqualTo("N");
        assertThat(RowKey.split(RowKey.join(List.of("\\N")))).containsExactly("\\N");
        assertThat(RowKey.split("\\N")).containsExactly((String) null);
    }

    @Test
    void any_parts_come_back_and_no_two_lists_share_a_key() {
        long seed = Long.getLong("generated.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, List<@Nullable String>> byKey = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            List<@Nullable String> parts = parts(random);
            String key = RowKey.join(parts);

            assertThat(RowKey.split(key))
                    .as("Repeat with -Dgenerated.seed=" + seed)
                    .isEqualTo(parts);
            List<@Nullable String> other = byKey.put(key, parts);
            assertThat(other == null || other.equals(parts))
                    .as("'" + key + "' stands for " + other + " and " + parts + "; -Dgenerated.seed=" + seed)
                    .isTrue();
        }
    }

    private static List<@Nullable String> parts(Random random) {
        List<@Nullable String> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            StringBuilder part = new StringBuilder();
            for (int j = random.nextInt(4); j > 0; j--) {
                part.append(PIECES[random.nextInt(PIECES.length)]);
            }
            parts.add(random.nextInt(6) == 0 ? null : part.toString());
        }
        return parts;
    }
}
