package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTypeTest {
    @Test
    void every_type_reads_back_from_its_text() {
        for (ColumnType.Kind kind : ColumnType.Kind.values()) {
            if (kind != ColumnType.Kind.DECIMAL) {
                ColumnType type = new ColumnType(kind, 0, 0);
                assertThat(ColumnType.parse(type.toString())).contains(type);
            }
        }
        for (int precision = 1; precision <= 38; precision++) {
            for (int scale = 0; scale <= precision; scale++) {
                ColumnType type = ColumnType.decimal(precision, scale);
                assertThat(ColumnType.parse(type.toString())).contains(type);
            }
        }
    }

    @Test
    void case_and_spaces_do_not_matter() {
        assertThat(ColumnType.parse(" decimal ( 10 , 2 ) ")).contains(ColumnType.decimal(10, 2));
        assertThat(ColumnType.parse("Decimal(5)")).contains(ColumnType.decimal(5, 0));
        assertThat(ColumnType.parse("bigint")).contains(ColumnType.BIGINT);
    }

    @Test
    void what_is_no_type_is_empty() {
        assertThat(List.of("", "INT", "DECIMAL", "DECIMAL()", "DECIMAL(0)", "DECIMAL(39)", "DECIMAL(2,3)", "BIGINT(1)"))
                .allSatisfy(text -> assertThat(ColumnType.parse(text)).isEmpty());
    }

    @Test
    void precision_belongs_to_decimals_only() {
        assertThatThrownBy(() -> new ColumnType(ColumnType.Kind.BIGINT, 3, 0))
                .hasMessage("BIGINT has neither precision nor scale");
        assertThatThrownBy(() -> ColumnType.decimal(39, 0)).hasMessageStartingWith("DECIMAL(39,0) is out of range");
    }
}
