package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lambdagrid.view.RowIndex;
import io.lambdagrid.view.RowIndex.Kind;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexClauseTest {
    private static final String BY_DAY =
            "SELECT country, FLOOR(ordered_at TO DAY) AS sold_day, COUNT(*) AS n FROM orders GROUP BY country, sold_day";

    @Test
    void clause_names_indexes_over_group_columns() {
        ViewDefinition view = Shop.view(
                BY_DAY + "\nINDEX (country), index sorted (sold_day, \"country\"); -- as people ask for them");

        assertThat(view.indexes())
                .containsExactly(
                        new RowIndex(Kind.HASH, List.of("country")),
                        new RowIndex(Kind.SORTED, List.of("sold_day", "country")));
        assertThat(view.sql()).contains("INDEX");
        assertThat(Shop.view(BY_DAY).indexes()).isEmpty();
    }

    @Test
    void clause_stands_behind_retain() {
        ViewDefinition view = Shop.view(BY_DAY + " RETAIN sold_day FOR INTERVAL '9' DAY INDEX SORTED (sold_day)");

        assertThat(view.retention()).isNotNull();
        assertThat(view.indexes()).containsExactly(new RowIndex(Kind.SORTED, List.of("sold_day")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT index.country, COUNT(*) AS n FROM orders index WHERE index.quantity > 1 GROUP BY country",
                "SELECT country AS index, COUNT(*) AS n FROM orders GROUP BY index",
                "SELECT country, COUNT(*) index FROM orders GROUP BY country",
                "SELECT country, 'x INDEX (n)' AS t, COUNT(*) AS n FROM orders GROUP BY country, t -- INDEX (n)"
            })
    void word_may_be_a_name_elsewhere(String sql) {
        assertThat(Shop.view(sql).indexes()).isEmpty();
    }

    /** Each: the clause, with the part that must be underlined in [brackets]; title; advice. */
    static Stream<Arguments> refused() {
        String form =
                "Write INDEX (column) to find rows by what is equal, INDEX SORTED (column) to find ranges and rows in"
                        + " order; several with commas, as the last clause.";
        String columns = "Rows can be indexed by: country, sold_day.";
        return Stream.of(
                Arguments.of("[INDEX]", "INDEX is not complete: no column is named", form),
                Arguments.of("INDEX [(]", "INDEX is not complete: no column is named", form),
                Arguments.of("INDEX (country[,]", "INDEX is not complete: no column is named", form),
                Arguments.of("INDEX ([country]", "INDEX is not complete: ) is missing", form),
                Arguments.of("INDEX (country)[,]", "INDEX is not complete: INDEX is missing", form),
                Arguments.of("INDEX ([)]", "')' is not the name of a column", form),
                Arguments.of("INDEX [country]", "'country' stands where SORTED or ( was expected", form),
                Arguments.of("INDEX [BITMAP] (country)", "'BITMAP' stands where SORTED or ( was expected", form),
                Arguments.of("INDEX (country [DESC])", "'DESC' stands where , or ) was expected", form),
                Arguments.of("INDEX (country), [sold_day]", "'sold_day' stands where INDEX was expected", form),
                Arguments.of("INDEX (country) [INDEX] (n)", "'INDEX' follows INDEX", form),
                Arguments.of(
                        "INDEX (country) [RETAIN] sold_day FOR INTERVAL '9' DAY",
                        "'RETAIN' follows INDEX",
                        "Write RETAIN before INDEX."),
                Arguments.of(
                        "INDEX ([cuontry])",
                        "'cuontry' is not a column of GROUP BY",
                        "Did you mean 'country'?  " + columns),
                Arguments.of("INDEX SORTED ([amount])", "'amount' is not a column of GROUP BY", columns),
                Arguments.of(
                        "INDEX SORTED (country, [n])",
                        "'n' cannot be indexed",
                        "It changes with the events: a row that moves within an index while somebody reads it would be found"
                                + " twice, or not at all.  " + columns),
                Arguments.of(
                        "INDEX (country, [country])", "'country' is in this index already", "Name each column once."),
                Arguments.of(
                        "INDEX (country), [INDEX] (country)",
                        "This index is there already",
                        "Leave one of the two away."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void clause_that_does_not_fit_is_refused(String marked, String title, String advice) {
        String clause = marked.replace("[", "").replace("]", "");
        ViewSqlException problem =
                catchThrowableOfType(ViewSqlException.class, () -> Shop.view(BY_DAY + "\n" + clause));
        String underlined = marked.substring(marked.indexOf('[') + 1, marked.indexOf(']'));
        assertThat(problem.getMessage())
                .isEqualTo("LG-101  " + title + " in view 'revenue'\n   2 | " + clause + "\n     | "
                        + " ".repeat(marked.indexOf('[')) + "^".repeat(underlined.length()) + "\n   " + advice);
        assertThat(problem.line()).isEqualTo(2);
    }

    @Test
    void view_of_one_row_cannot_have_an_index() {
        ViewSqlException problem = catchThrowableOfType(
                ViewSqlException.class, () -> Shop.view("SELECT COUNT(*) AS n FROM orders INDEX (n)"));
        assertThat(problem.getMessage())
                .contains("INDEX is not possible without GROUP BY")
                .endsWith("This view has one row: there is nothing to find. Leave INDEX away.");
    }
}
