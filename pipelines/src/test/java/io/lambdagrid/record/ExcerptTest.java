package io.lambdagrid.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void short_text_is_whole() {
        assertThat(Excerpt.of("12.50 \u00e9 \ud83d\ude00")).isEqualTo("12.50 \u00e9 \ud83d\ude00");
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void long_text_is_cut_between_characters() {
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
        assertThat(Excerpt.of("x".repeat(79) + "\ud83d\ude00y")).isEqualTo("x".repeat(79) + "\ud83d\ude00...");
    }

    @Test
    void what_could_break_a_line_or_is_half_a_character_becomes_a_space() {
        assertThat(Excerpt.of("a\nb\u001b[31mc\ud83dd\u2028e")).isEqualTo("a b [31mc d e");
    }
}
