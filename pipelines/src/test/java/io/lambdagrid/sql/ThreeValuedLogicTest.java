package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Expression;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth tables of ISO/IEC 9075-2, 6.39. */
class ThreeValuedLogicTest {
    @ParameterizedTest
    @CsvSource(nullValues = "NULL", textBlock = """
            TRUE,  TRUE,  TRUE,  TRUE
            TRUE,  FALSE, FALSE, TRUE
            TRUE,  NULL,  NULL,  TRUE
            FALSE, TRUE,  FALSE, TRUE
            FALSE, FALSE, FALSE, FALSE
            FALSE, NULL,  FALSE, NULL
            NULL,  TRUE,  NULL,  TRUE
            NULL,  FALSE, FALSE, NULL
            NULL,  NULL,  NULL,  NULL
            """)
    void and_and_or_know_three_values(
            @Nullable Boolean left, @Nullable Boolean right, @Nullable Boolean and, @Nullable Boolean or) {
        assertThat(evaluate("paid AND quantity > 0", left, right)).isEqualTo(and);
        assertThat(evaluate("paid OR quantity > 0", left, right)).isEqualTo(or);
        assertThat(evaluate("NOT (NOT paid OR NOT quantity > 0)", left, right)).isEqualTo(and);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "NULL", textBlock = """
            TRUE,  FALSE, TRUE,  FALSE, FALSE, TRUE,  FALSE, TRUE
            FALSE, TRUE,  FALSE, TRUE,  TRUE,  FALSE, FALSE, TRUE
            NULL,  NULL,  FALSE, TRUE,  FALSE, TRUE,  TRUE,  FALSE
            """)
    void not_and_is_know_three_values(
            @Nullable Boolean value,
            @Nullable Boolean not,
            boolean isTrue,
            boolean isNotTrue,
            boolean isFalse,
            boolean isNotFalse,
            boolean isUnknown,
            boolean isNotUnknown) {
        assertThat(evaluate("NOT paid", value, null)).isEqualTo(not);
        assertThat(evaluate("paid IS TRUE", value, null)).isEqualTo(isTrue);
        assertThat(evaluate("paid IS NOT TRUE", value, null)).isEqualTo(isNotTrue);
        assertThat(evaluate("paid IS FALSE", value, null)).isEqualTo(isFalse);
        assertThat(evaluate("paid IS NOT FALSE", value, null)).isEqualTo(isNotFalse);
        assertThat(evaluate("paid IS UNKNOWN", value, null)).isEqualTo(isUnknown);
        assertThat(evaluate("paid IS NOT UNKNOWN", value, null)).isEqualTo(isNotUnknown);
    }

    /** Evaluates over a row where {@code paid} is left and {@code quantity > 0} is right. */
    private static @Nullable Object evaluate(String condition, @Nullable Boolean left, @Nullable Boolean right) {
        Expression expression = Shop.view("SELECT " + condition + " AS e, COUNT(*) AS n FROM orders GROUP BY e")
                .groupBy()
                .get(0)
                .expression();
        @Nullable Object[] row = new @Nullable Object[Shop.ORDERS.columns().size()];
        row[Shop.ORDERS.indexOf("paid").orElseThrow()] = left;
        row[Shop.ORDERS.indexOf("quantity").orElseThrow()] = right == null ? null : right ? 1 : -1;
        return expression.evaluate(row);
    }
}
