package io.lambdagrid.client;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The families of column types, and how a row of a view map holds them. */
enum ColumnKind {
    BOOLEAN(Boolean.class),
    INTEGER(Integer.class),
    BIGINT(Long.class),
    DOUBLE(Double.class),
    DECIMAL(BigDecimal.class),
    VARCHAR(String.class),
    DATE(LocalDate.class),
    TIMESTAMP(LocalDateTime.class);

    private final Class<?> javaType;

    ColumnKind(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** Reads {@code BIGINT}, {@code DECIMAL(12,2)} and so on. */
    static ColumnKind of(Column column) {
        int parameters = column.type().indexOf('(');
        String name = parameters < 0 ? column.type() : column.type().substring(0, parameters);
        for (ColumnKind kind : values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw new LambdaGridException(
                ErrorCode.INTERNAL,
                "Column '" + column.name() + "' is of the type '" + column.type()
                        + "', which this client does not know. Use a client of the cluster's version.");
    }

    Class<?> javaType() {
        return javaType;
    }

    @Nullable
    Object read(GenericRecord row, String field) {
        return switch (this) {
            case BOOLEAN -> row.getNullableBoolean(field);
            case INTEGER -> row.getNullableInt32(field);
            case BIGINT -> row.getNullableInt64(field);
            case DOUBLE -> row.getNullableFloat64(field);
            case DECIMAL -> row.getDecimal(field);
            case VARCHAR -> row.getString(field);
            case DATE -> row.getDate(field);
            case TIMESTAMP -> row.getTimestamp(field);
        };
    }
}
