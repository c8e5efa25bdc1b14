package io.lambdagrid.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Generation.ViewSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinedViewsTest {
    private static final ViewSource A = new ViewSource("a", "SELECT 1");
    private static final ViewSource A_CHANGED = new ViewSource("a", "SELECT 2");
    private static final ViewSource A_APPLIED = new ViewSource("a", "SELECT 3");
    private static final ViewSource B = new ViewSource("b", "SELECT 1");
    private static final ViewSource C = new ViewSource("c", "SELECT 1");

    private final DefinedViews fromFiles = DefinedViews.NONE.configuredAs(List.of(B, A));

    @Test
    void files_define_the_first_views() {
        assertThat(fromFiles.views()).containsExactly(A, B);
    }

    @Test
    void what_people_changed_stays_while_the_files_stay() {
        DefinedViews changed = fromFiles.with(A_APPLIED).with(C).without("b");

        assertThat(changed.configuredAs(List.of(A, B))).isEqualTo(changed);
        assertThat(changed.views()).containsExactly(A_APPLIED, C);
    }

    @Test
    void files_that_change_win_over_what_people_changed_of_the_same_view_only() {
        DefinedViews changed = fromFiles.with(A_APPLIED).with(C);

        assertThat(changed.configuredAs(List.of(A_CHANGED, B)).views()).containsExactly(A_CHANGED, B, C);
        assertThat(changed.configuredAs(List.of(A)).views()).containsExactly(A_APPLIED, C);
    }

    @Test
    void view_that_left_the_files_leaves_also_when_it_was_changed_meanwhile() {
        DefinedViews changed = fromFiles.with(A_APPLIED);

        assertThat(changed.configuredAs(List.of(B)).views()).containsExactly(B);
    }

    @Test
    void fewer_views_than_are_computed_are_among_them_and_a_changed_one_is_not() {
        assertThat(fromFiles.without("a").areAmong(List.of(A, B))).isTrue();
        assertThat(fromFiles.areAmong(List.of(A, B, C))).isTrue();
        assertThat(fromFiles.areAmong(List.of(A_CHANGED, B))).isFalse();
    }
}
