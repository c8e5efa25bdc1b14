package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Expression;
import io.lambdagrid.view.NotComputableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar expressions over generated rows, compared with what DuckDB says about the same rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScalarExpressionTest {
    private static final long SEED = 20_260_301;
    private static final String NO_VALUE = "no value";

    private DuckDbOrders orders;

    @BeforeAll
    void createOrders() throws SQLException {
        orders = new DuckDbOrders(200, SEED);
    }

    @AfterAll
    void dropOrders() throws SQLException {
        orders.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity + 1",
                "quantity + clicks",
                "clicks - quantity * 3",
                "-quantity",
                "+quantity",
                "- amount",
                "quantity + weight",
                "weight * amount",
                "weight - 1.5",
                "weight / 4e0",
                "amount + rate",
                "amount - rate",
                "amount * rate",
                "amount * quantity",
                "amount + clicks",
                "amount + 0.05",
                "amount % rate",
                "quantity % 7",
                "clicks % quantity",
                "MOD(clicks, 100)",
                "ABS(quantity)",
                "ABS(amount)",
                "ABS(weight)",
                "FLOOR(amount)",
                "CEIL(amount)",
                "FLOOR(weight)",
                "CEIL(weight)",
                "FLOOR(quantity)",
                "ROUND(amount)",
                "ROUND(amount, 1)",
                "ROUND(rate, 3)",
                "ROUND(weight)",
                "ROUND(weight, 1)",
                "1e0 / 3",
                "quantity = 3",
                "quantity <> 3",
                "quantity < amount",
                "quantity <= clicks",
                "quantity > 2.5",
                "weight >= amount",
                "weight = quantity",
                "rate > amount",
                "country < 'b'",
                "country = 'de'",
                "paid = TRUE",
                "paid < (quantity > 0)",
                "due > DATE '1970-01-01'",
                "due >= CAST(ordered_at AS DATE)",
                "CAST(due AS TIMESTAMP) < ordered_at",
                "ordered_at > TIMESTAMP '1969-12-31 23:59:59.999999'",
                "quantity IS NULL",
                "quantity IS NOT NULL",
                "paid IS TRUE",
                "paid IS NOT TRUE",
                "paid IS FALSE",
                "paid IS NOT FALSE",
                "NOT paid",
                "quantity IS DISTINCT FROM clicks",
                "quantity IS NOT DISTINCT FROM NULLIF(quantity, 3)",
                "quantity BETWEEN -5 AND 5",
                "quantity NOT BETWEEN amount AND 5",
                "quantity IN (1, 2, 3, -4)",
                "quantity NOT IN (1, 2, 3)",
                "quantity IN (1, NULL)",
                "quantity NOT IN (1, NULL)",
                "country IN ('de', 'fr')",
                "amount IN (1, 2.50, quantity)",
                "country LIKE 'd%'",
                "country LIKE '%e'",
                "country LIKE '_e'",
                "country NOT LIKE '%a%'",
                "country LIKE '%a%t%'",
                "country LIKE 'a!_b' ESCAPE '!'",
                "country LIKE 'a!%b' ESCAPE '!'",
                "country LIKE country",
                "country LIKE '_x'",
                "country LIKE ''",
                "country LIKE '%'",
                "CASE WHEN quantity > 0 THEN 'plus' WHEN quantity < 0 THEN 'minus' ELSE 'zero' END",
                "CASE WHEN quantity > 0 THEN 1 END",
                "CASE quantity WHEN 1 THEN 'one' WHEN 2 THEN 'two' END",
                "CASE country WHEN 'de' THEN quantity ELSE clicks END",
                "CASE WHEN paid THEN quantity ELSE amount END",
                "CASE WHEN paid THEN amount ELSE rate END",
                "CASE WHEN paid THEN weight ELSE quantity END",
                "COALESCE(quantity, 0)",
                "COALESCE(quantity, clicks)",
                "COALESCE(amount, rate, 0)",
                "COALESCE(country, 'none')",
                "NULLIF(quantity, 0)",
                "NULLIF(country, '')",
                "NULLIF(quantity, clicks)",
                "UPPER(LOWER(country))",
                "LOWER(country)",
                "TRIM(country)",
                "TRIM(BOTH 'e' FROM country)",
                "TRIM(LEADING ' ' FROM country)",
                "TRIM(TRAILING 'e' FROM country)",
                "SUBSTRING(country FROM 2)",
                "SUBSTRING(country FROM 1 FOR 2)",
                "SUBSTRING(country, 2, 1)",
                "SUBSTRING(country FROM 20 FOR 3)",
                "CHAR_LENGTH(country)",
                "CHARACTER_LENGTH(country)",
                "country || '-' || country",
                "CAST(quantity AS BIGINT)",
                "CAST(quantity AS DOUBLE)",
                "CAST(quantity AS DECIMAL(12,3))",
                "CAST(quantity AS VARCHAR)",
                "CAST(clicks AS INTEGER)",
                "CAST(amount AS INTEGER)",
                "CAST(amount AS BIGINT)",
                "CAST(amount AS DOUBLE)",
                "CAST(amount AS DECIMAL(12,1))",
                "CAST(amount AS VARCHAR)",
                "CAST(weight AS DECIMAL(12,3))",
                "CAST(weight AS VARCHAR)",
                "CAST(paid AS VARCHAR)",
                "CAST(paid AS INTEGER)",
                "CAST(quantity AS BOOLEAN)",
                "CAST(due AS VARCHAR)",
                "CAST(ordered_at AS VARCHAR)",
                "CAST(due AS TIMESTAMP)",
                "CAST(ordered_at AS DATE)",
                "CAST(CAST(quantity AS VARCHAR) AS INTEGER)",
                "CAST(CAST(amount AS VARCHAR) AS DECIMAL(10,2))",
                "CAST(CAST(weight AS VARCHAR) AS DOUBLE)",
                "CAST(CAST(due AS VARCHAR) AS DATE)",
                "CAST(CAST(ordered_at AS VARCHAR) AS TIMESTAMP)",
                "CAST(CAST(paid AS VARCHAR) AS BOOLEAN)",
                "EXTRACT(YEAR FROM ordered_at)",
                "EXTRACT(QUARTER FROM ordered_at)",
                "EXTRACT(MONTH FROM ordered_at)",
                "EXTRACT(WEEK FROM ordered_at)",
                "EXTRACT(ISOYEAR FROM ordered_at)",
                "EXTRACT(DAY FROM ordered_at)",
                "EXTRACT(ISODOW FROM ordered_at)",
                "EXTRACT(DOY FROM ordered_at)",
                "EXTRACT(HOUR FROM ordered_at)",
                "EXTRACT(MINUTE FROM ordered_at)",
                "EXTRACT(SECOND FROM ordered_at)",
                "EXTRACT(YEAR FROM due)",
                "EXTRACT(WEEK FROM due)",
                "ordered_at + INTERVAL '90' MINUTE",
                "ordered_at - INTERVAL '400' DAY",
                "ordered_at + INTERVAL '14' MONTH",
                "due - INTERVAL '1' YEAR",
            })
    void an_expression_means_what_duckdb_says(String expression) throws SQLException {
        compare(expression, expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            quantity / 3                               ; quantity // 3
            clicks / quantity                          ; clicks // quantity
            amount / quantity                          ; CAST(amount AS DOUBLE) / NULLIF(quantity, 0)
            amount / rate                              ; CAST(amount AS DOUBLE) / NULLIF(CAST(rate AS DOUBLE), 0)
            FLOOR(ordered_at TO SECOND)                ; date_trunc('second', ordered_at)
            FLOOR(ordered_at TO MINUTE)                ; date_trunc('minute', ordered_at)
            FLOOR(ordered_at TO HOUR)                  ; date_trunc('hour', ordered_at)
            FLOOR(ordered_at TO DAY)                   ; date_trunc('day', ordered_at)
            FLOOR(ordered_at TO WEEK)                  ; date_trunc('week', ordered_at)
            FLOOR(ordered_at TO MONTH)                 ; date_trunc('month', ordered_at)
            FLOOR(ordered_at TO QUARTER)               ; date_trunc('quarter', ordered_at)
            FLOOR(ordered_at TO YEAR)                  ; date_trunc('year', ordered_at)
            FLOOR(due TO WEEK)                         ; date_trunc('week', due)
            FLOOR(due TO QUARTER)                      ; date_trunc('quarter', due)
            TUMBLE(ordered_at, INTERVAL '15' MINUTE)   ; time_bucket(INTERVAL '15' MINUTE, ordered_at, TIMESTAMP '1970-01-01')
            TUMBLE(ordered_at, INTERVAL '7' HOUR)      ; time_bucket(INTERVAL '7' HOUR, ordered_at, TIMESTAMP '1970-01-01')
            TUMBLE_END(ordered_at, INTERVAL '1' HOUR)  ; date_trunc('hour', ordered_at) + INTERVAL '1' HOUR
            EXTRACT(EPOCH FROM ordered_at)             ; floor(epoch_us(ordered_at) / 1000000)
            paid IS UNKNOWN                            ; paid IS NULL
            paid IS NOT UNKNOWN                        ; paid IS NOT NULL
            quantity BETWEEN SYMMETRIC 5 AND -5        ; quantity BETWEEN -5 AND 5
            CONCAT(country, '/', country)              ; country || '/' || country
            GREATEST(quantity, clicks)                 ; CASE WHEN quantity > clicks THEN quantity WHEN quantity <= clicks THEN clicks END
            LEAST(amount, rate)                        ; CASE WHEN amount < rate THEN amount WHEN amount >= rate THEN rate END
            SUBSTRING(country FROM 0 FOR 2)            ; country[1:1]
            """)
    void an_expression_means_what_duckdb_says_in_its_own_words(String ours, String theirs) throws SQLException {
        compare(ours, theirs);
    }

    @RepeatedTest(60)
    void a_random_expression_means_what_duckdb_says(RepetitionInfo repetition) throws SQLException {
        long seed = SEED + repetition.getCurrentRepetition();
        String expression = new RandomExpression(new Random(seed)).condition(4);
        compare(expression, expression);
    }

    private void compare(String ours, String theirs) throws SQLException {
        Expression expression =
                reread(Shop.view("SELECT " + ours + " AS value_of_it, COUNT(*) AS n FROM orders GROUP BY value_of_it")
                        .groupBy()
                        .get(0)
                        .expression());
        List<@Nullable Object> expected = orders.evaluate(theirs, expression.type());
        for (int i = 0; i < expected.size(); i++) {
            Object actual = evaluate(expression, orders.rows().get(i));
            Object wanted = expected.get(i);
            assertThat(same(actual, wanted, expression.type()))
                    .as("row %d of seed %d: %s is %s, DuckDB says %s", i, SEED, ours, actual, wanted)
                    .isTrue();
        }
    }

    /** Expressions travel to other members: what is compared has been written and read. */
    private static Expression reread(Expression expression) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(expression);
            out.flush();
            return (Expression) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError("not serializable: " + expression, e);
        }
    }

    private static @Nullable Object evaluate(Expression expression, @Nullable Object[] row) {
        try {
            return expression.evaluate(row);
        } catch (NotComputableException e) {
            return NO_VALUE;
        }
    }

    private static boolean same(@Nullable Object actual, @Nullable Object wanted, ColumnType type) {
        if (actual == null || wanted == null) {
            // Where we have no value, such as for a division by zero, DuckDB has NULL.
            return wanted == null && (actual == null || actual == NO_VALUE);
        }
        return switch (type.kind()) {
            case BOOLEAN, VARCHAR -> actual.equals(wanted);
            case INTEGER, DATE -> actual instanceof Integer && number(actual).compareTo(number(wanted)) == 0;
            case BIGINT, TIMESTAMP -> actual instanceof Long && number(actual).compareTo(number(wanted)) == 0;
            case DOUBLE -> actual instanceof Double && near(number(actual), number(wanted), BigDecimal.ZERO);
            case DECIMAL ->
                actual instanceof BigDecimal decimal
                        && decimal.scale() == type.scale()
                        && decimal.precision() <= type.precision()
                        && (wanted instanceof BigDecimal
                                ? decimal.compareTo(number(wanted)) == 0
                                : near(decimal, number(wanted), BigDecimal.ONE.movePointLeft(type.scale())));
        };
    }

    private static boolean near(BigDecimal actual, BigDecimal wanted, BigDecimal tolerance) {
        BigDecimal difference = actual.subtract(wanted).abs();
        return difference.compareTo(tolerance.add(wanted.abs().movePointLeft(12))) <= 0;
    }

    private static BigDecimal number(Object value) {
        return new BigDecimal(value.toString());
    }
}
