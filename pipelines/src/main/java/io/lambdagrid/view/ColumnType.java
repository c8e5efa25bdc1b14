package io.lambdagrid.view;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column. Values travel in these Java forms, {@code null} being SQL's NULL:
 *
 * <table>
 *   <caption>Java form of each kind</caption>
 *   <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 *   <tr><td>INTEGER</td><td>{@link Integer}</td></tr>
 *   <tr><td>BIGINT</td><td>{@link Long}</td></tr>
 *   <tr><td>DOUBLE</td><td>{@link Double}, never NaN or infinite when read from a record</td></tr>
 *   <tr><td>DECIMAL(p,s)</td><td>{@link java.math.BigDecimal} of exactly scale {@code s}</td></tr>
 *   <tr><td>VARCHAR</td><td>{@link String}</td></tr>
 *   <tr><td>DATE</td><td>{@link Integer}: days since 1970-01-01</td></tr>
 *   <tr><td>TIMESTAMP</td><td>{@link Long}: microseconds since 1970-01-01T00:00:00Z</td></tr>
 * </table>
 *
 * @param precision total decimal digits; 0 unless the kind is DECIMAL
 * @param scale decimal digits behind the point; 0 unless the kind is DECIMAL
 */
public record ColumnType(Kind kind, int precision, int scale) implements Serializable {
    /** The families of types. */
    public enum Kind {
        BOOLEAN,
        INTEGER,
        BIGINT,
        DOUBLE,
        DECIMAL,
        VARCHAR,
        DATE,
        TIMESTAMP
    }

    public static final int MAX_DECIMAL_PRECISION = 38;

    public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 0, 0);
    public static final ColumnType INTEGER = new ColumnType(Kind.INTEGER, 0, 0);
    public static final ColumnType BIGINT = new ColumnType(Kind.BIGINT, 0, 0);
    public static final ColumnType DOUBLE = new ColumnType(Kind.DOUBLE, 0, 0);
    public static final ColumnType VARCHAR = new ColumnType(Kind.VARCHAR, 0, 0);
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);
    public static final ColumnType TIMESTAMP = new ColumnType(Kind.TIMESTAMP, 0, 0);

    private static final Pattern DECIMAL_TEXT =
            Pattern.compile("DECIMAL\\s*\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\)");

    public ColumnType {
        boolean decimal = kind == Kind.DECIMAL;
        if (decimal && (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision)) {
            throw new IllegalArgumentException("DECIMAL(" + precision + "," + scale
                    + ") is out of range: precision is 1 to " + MAX_DECIMAL_PRECISION + ", scale is 0 to precision");
        }
        if (!decimal && (precision != 0 || scale != 0)) {
            throw new IllegalArgumentException(kind + " has neither precision nor scale");
        }
    }

    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Kind.DECIMAL, precision, scale);
    }

    /** Reads {@code BIGINT}, {@code DECIMAL(10,2)} and so on, in any case; empty when there is no such type. */
    public static Optional<ColumnType> parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        Matcher decimal = DECIMAL_TEXT.matcher(upper);
        if (decimal.matches()) {
            int precision = Integer.parseInt(decimal.group(1));
            int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
            boolean valid = precision >= 1 && precision <= MAX_DECIMAL_PRECISION && scale <= precision;
            return valid ? Optional.of(decimal(precision, scale)) : Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.DECIMAL && kind.name().equals(upper)) {
                return Optional.of(new ColumnType(kind, 0, 0));
            }
        }
        return Optional.empty();
    }

    /** Returns the SQL text of this type, such as {@code DECIMAL(10,2)}. */
    @Override
    public String toString() {
        return kind == Kind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
    }
}
