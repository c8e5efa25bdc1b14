package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Literal;
import io.lambdagrid.view.Temporal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/** The types the validator derived for the nodes of one SELECT, and the values of its constants. */
final class NodeTypes {
    private final ViewText text;
    private final SqlValidator validator;
    private final SqlSelect select;

    NodeTypes(ViewText text, SqlValidator validator, SqlSelect select) {
        this.text = text;
        this.validator = validator;
        this.select = select;
    }

    RelDataType sqlTypeOf(SqlNode node) {
        RelDataType known = validator.getValidatedNodeTypeIfKnown(node);
        return known != null
                ? known
                : validator.deriveType(Objects.requireNonNull(validator.getSelectScope(select)), node);
    }

    ColumnType of(SqlNode node) {
        RelDataType type = sqlTypeOf(node);
        return SqlTypes.fromSql(type)
                .orElseThrow(() -> text.unsupported(
                        node.getParserPosition(),
                        "A value of type '" + type + "' is not possible",
                        "There are: " + SqlTypes.NAMES + "."));
    }

    Literal literal(SqlLiteral written) {
        SqlLiteral literal = validator.resolveLiteral(written);
        ColumnType type = of(literal);
        if (literal.getValue() == null) {
            return new Literal(null, type);
        }
        Object value = switch (type.kind()) {
            case BOOLEAN -> literal.booleanValue();
            case INTEGER -> number(literal).intValueExact();
            case BIGINT -> number(literal).longValueExact();
            case DOUBLE -> number(literal).doubleValue();
            case DECIMAL -> number(literal).setScale(type.scale());
            case VARCHAR ->
                Objects.requireNonNull(literal.getValueAs(NlsString.class)).getValue();
            case DATE ->
                Temporal.fromExternal(LocalDate.parse(Objects.requireNonNull(literal.getValueAs(DateString.class))
                        .toString()));
            case TIMESTAMP ->
                Temporal.fromExternal(
                        LocalDateTime.parse(Objects.requireNonNull(literal.getValueAs(TimestampString.class))
                                .toString()
                                .replace(' ', 'T')));
        };
        return new Literal(value, type);
    }

    private static BigDecimal number(SqlLiteral literal) {
        return Objects.requireNonNull(literal.bigDecimalValue());
    }
}
