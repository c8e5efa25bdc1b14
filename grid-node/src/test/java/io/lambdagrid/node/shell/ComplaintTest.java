package io.lambdagrid.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComplaintTest {
    @Test
    void place_of_a_mistake_is_marked_below_its_line() {
        assertThat(about("From line 2, column 8 to line 2, column 13: Column 'prodct' not found in any table."))
                .isEqualTo("""
                        LG-120  Column 'prodct' not found in any table.
                           2 |        prodct
                             |        ^^^^^^""");
    }

    @Test
    void single_place_is_marked_by_one_caret() {
        assertThat(about("Encountered \"FROM\" at line 3, column 1.")).isEqualTo("""
                LG-120  Encountered "FROM".
                   3 | FROM orders
                     | ^""");
    }

    @Test
    void message_without_a_place_or_with_an_impossible_one_stands_alone() {
        assertThat(about("Division by zero.")).isEqualTo("LG-120  Division by zero.");
        assertThat(about("Encountered \"x\" at line 9, column 1.")).isEqualTo("LG-120  Encountered \"x\".");
    }

    private static String about(String message) {
        return Complaint.about("SELECT\n       prodct\nFROM orders", "LG-120  " + message);
    }
}
