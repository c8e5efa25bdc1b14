package io.lambdagrid.node.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
    private static final List<String> COLUMNS = List.of("product", "revenue", "at");
    private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00");

    @Test
    void table_aligns_numbers_to_the_right_and_shows_null() throws IOException {
        assertThat(printed(
                        ResultFormat.TABLE,
                        row("tea", new BigDecimal("12.50"), NOON),
                        row(null, new BigDecimal("7"), null)))
                .isEqualTo("""
                        product  revenue  at
                        -------  -------  ----------------
                        tea        12.50  2026-01-31T12:00
                        NULL           7  NULL
                        """);
    }

    @Test
    void table_lets_no_value_move_the_cursor() throws IOException {
        assertThat(printed(ResultFormat.TABLE, row("a\u001b[2Jb\nc", 1, 2))).contains("a [2Jb c");
    }

    @Test
    void table_goes_on_after_the_rows_that_set_its_widths() throws IOException {
        @Nullable Object[][] rows = new Object[2500][];
        Arrays.fill(rows, row("tea", 1, 2));

        assertThat(printed(ResultFormat.TABLE, rows).lines()).hasSize(2502);
    }

    @Test
    void csv_quotes_what_needs_it_and_tells_null_from_an_empty_text() throws IOException {
        assertThat(printed(ResultFormat.CSV, row("a,b", new BigDecimal("1E+3"), null), row("say \"hi\"", 2L, "")))
                .isEqualTo("product,revenue,at\n\"a,b\",1000,\n\"say \"\"hi\"\"\",2,\"\"\n");
    }

    @Test
    void json_keeps_all_digits_and_is_an_array_of_objects() throws IOException {
        assertThat(printed(
                        ResultFormat.JSON,
                        row("\"tea\"", new BigDecimal("12345678901234567890.50"), NOON),
                        row(null, Double.NaN, true)))
                .isEqualTo("""
                        [
                        {"product":"\\"tea\\"","revenue":12345678901234567890.50,"at":"2026-01-31T12:00"},
                        {"product":null,"revenue":"NaN","at":true}
                        ]
                        """);
    }

    @Test
    void no_rows_are_an_empty_json_array() throws IOException {
        assertThat(printed(ResultFormat.JSON)).isEqualTo("[]\n");
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static String printed(ResultFormat format, @Nullable Object[]... rows) throws IOException {
        StringWriter text = new StringWriter();
        RowPrinter printer = format.printer(new PrintWriter(text));
        printer.begin(COLUMNS);
        for (@Nullable Object[] row : rows) {
            printer.row(Arrays.asList(row));
        }
        printer.end();
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
