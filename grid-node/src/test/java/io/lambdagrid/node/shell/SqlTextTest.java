package io.lambdagrid.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void statements_end_at_semicolons() {
        assertThat(SqlText.of("SELECT 1; SELECT 2;")).isEqualTo(new SqlText(List.of("SELECT 1", "SELECT 2"), ""));
    }

    @Test
    void last_statement_may_lack_its_semicolon() {
        assertThat(SqlText.of("SELECT 1; SELECT 2").rest()).isEqualTo("SELECT 2");
        assertThat(SqlText.of("SELECT 1; SELECT 2").all()).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void semicolon_inside_quotes_and_comments_ends_nothing() {
        assertThat(SqlText.of("SELECT 'it''s; here', \";\" -- no; really\n/* ; */ FROM t; x")
                        .all())
                .containsExactly("SELECT 'it''s; here', \";\" -- no; really\n/* ; */ FROM t", "x");
    }

    @Test
    void quote_that_is_never_closed_leaves_the_statement_unfinished() {
        assertThat(SqlText.of("SELECT 'a;").statements()).isEmpty();
        assertThat(SqlText.of("SELECT 'a;").rest()).isEqualTo("SELECT 'a;");
    }

    @Test
    void blank_statements_are_left_out() {
        assertThat(SqlText.of(" ; ;\n").all()).isEmpty();
    }
}
