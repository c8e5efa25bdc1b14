package io.lambdagrid.client;

import io.lambdagrid.client.wire.RowKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text under which the row of a key is kept. */
final class KeyText {
    private KeyText() {}

    static String of(Key key, ViewLayout layout) {
        List<String> keyColumns = layout.keyColumns();
        if (key.parts().size() != keyColumns.size()) {
            throw invalid("View '" + layout.view() + "' has the key (" + String.join(", ", keyColumns) + "), but "
                    + key.parts().size() + " key parts were given. Give " + keyColumns.size()
                    + ", one for each key column, in this order.");
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < keyColumns.size(); i++) {
            Object part = key.parts().get(i);
            String name = keyColumns.get(i);
            texts.add(part == null ? null : text(part, name, layout.column(name)));
        }
        return RowKey.join(texts);
    }

    private static String text(Object part, String name, Optional<Column> column) {
        Optional<String> text = column.isPresent() ? text(part, column.get()) : naturalText(part);
        return text.orElseThrow(() -> invalid("Key column '" + name + "' "
                + column.map(known -> "has the type " + known.type()).orElse("is computed") + ", but the key part '"
                + part + "' has the type " + part.getClass().getSimpleName() + ". Give "
                + column.map(known -> accepted(ColumnKind.of(known))).orElse("what the view's GROUP BY yields") + "."));
    }

    private static String accepted(ColumnKind kind) {
        return switch (kind) {
            case BOOLEAN -> "Boolean";
            case INTEGER, BIGINT -> "Integer or Long";
            case DOUBLE -> "Double";
            case DECIMAL -> "BigDecimal, Integer or Long";
            case VARCHAR -> "String";
            case DATE -> "LocalDate";
            case TIMESTAMP -> "LocalDateTime or Instant";
        };
    }

    private static Optional<String> text(Object part, Column column) {
        return switch (ColumnKind.of(column)) {
            case BOOLEAN -> part instanceof Boolean ? naturalText(part) : Optional.empty();
            case VARCHAR -> part instanceof String ? naturalText(part) : Optional.empty();
            case INTEGER, BIGINT -> isWhole(part) ? naturalText(part) : Optional.empty();
            case DOUBLE -> part instanceof Number number ? naturalText(number.doubleValue()) : Optional.empty();
            case DECIMAL -> decimalText(part, column);
            case DATE -> part instanceof LocalDate ? naturalText(part) : Optional.empty();
            case TIMESTAMP ->
                part instanceof LocalDateTime || part instanceof Instant ? naturalText(part) : Optional.empty();
        };
    }

    /** A decimal column's texts all have its scale: 5 is looked up as 5.00. */
    private static Optional<String> decimalText(Object part, Column column) {
        if (!isWhole(part) && !(part instanceof BigDecimal)) {
            return Optional.empty();
        }
        String[] parameters = column.type().replaceAll("[^0-9,]", "").split(",", -1);
        int scale = parameters.length < 2 ? 0 : Integer.parseInt(parameters[1]);
        BigDecimal number = new BigDecimal(part.toString());
        if (number.stripTrailingZeros().scale() > scale) {
            throw invalid("Key column '" + column.name() + "' has the type " + column.type() + ", but the key part '"
                    + part + "' has more digits behind the point. Round it first.");
        }
        return Optional.of(number.setScale(scale).toPlainString());
    }

    private static Optional<String> naturalText(Object part) {
        if (part instanceof BigDecimal number) {
            return Optional.of(number.toPlainString());
        }
        if (part instanceof Instant time) {
            return naturalText(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        }
        if (part instanceof LocalDateTime time) {
            return Optional.of(time.truncatedTo(ChronoUnit.MICROS).toString());
        }
        boolean printsAsItIs = part instanceof String
                || part instanceof Boolean
                || part instanceof Double
                || part instanceof LocalDate
                || isWhole(part);
        return printsAsItIs ? Optional.of(part.toString()) : Optional.empty();
    }

    private static boolean isWhole(Object part) {
        return part instanceof Integer
                || part instanceof Long
                || part instanceof Short
                || part instanceof Byte
                || part instanceof BigInteger;
    }

    private static LambdaGridException invalid(String sentence) {
        return new LambdaGridException(ErrorCode.REQUEST_INVALID, sentence);
    }
}
