package io.lambdagrid.sql;

import io.lambdagrid.view.ColumnType;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types of columns in the terms of the validator, and back. */
final class SqlTypes {
    /** Says what CAST may name. */
    static final String NAMES =
            "BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL(p,s) of at most 38 digits, VARCHAR, DATE, TIMESTAMP";

    /** Digits of a second that a TIMESTAMP keeps. */
    private static final int TIMESTAMP_PRECISION = 6;

    /** Digits of the number in INTERVAL '400' DAY, which is 2 in the standard. */
    private static final int INTERVAL_PRECISION = 9;

    private SqlTypes() {}

    /** Decimals of up to 38 digits, timestamps of microseconds. */
    private static final class GridTypeSystem extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName type) {
            return switch (type) {
                case DECIMAL -> ColumnType.MAX_DECIMAL_PRECISION;
                case TIMESTAMP -> TIMESTAMP_PRECISION;
                default -> super.getMaxPrecision(type);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName type) {
            return type == SqlTypeName.DECIMAL ? ColumnType.MAX_DECIMAL_PRECISION : super.getMaxScale(type);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName type) {
            return switch (type) {
                case DECIMAL -> ColumnType.MAX_DECIMAL_PRECISION;
                case TIMESTAMP -> TIMESTAMP_PRECISION;
                default ->
                    SqlTypeName.INTERVAL_TYPES.contains(type) ? INTERVAL_PRECISION : super.getDefaultPrecision(type);
            };
        }

        /** CASE over texts of several lengths must not pad them with blanks. */
        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    }

    static RelDataTypeFactory factory() {
        return new SqlTypeFactoryImpl(new GridTypeSystem());
    }

    /** Returns the nullable type of a column. */
    static RelDataType toSql(ColumnType type, RelDataTypeFactory factory) {
        RelDataType sqlType = switch (type.kind()) {
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
            case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
            case VARCHAR -> factory.createSqlType(SqlTypeName.VARCHAR);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, TIMESTAMP_PRECISION);
        };
        return factory.createTypeWithNullability(sqlType, true);
    }

    /** Returns the type of a column that holds such values, or empty when there is none. */
    static Optional<ColumnType> fromSql(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> Optional.of(ColumnType.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER -> Optional.of(ColumnType.INTEGER);
            case BIGINT -> Optional.of(ColumnType.BIGINT);
            case FLOAT, REAL, DOUBLE -> Optional.of(ColumnType.DOUBLE);
            case DECIMAL ->
                Optional.of(ColumnType.decimal(Math.max(type.getPrecision(), type.getScale()), type.getScale()));
            // A NULL without a type takes the type of its surroundings; alone it is an empty text.
            case CHAR, VARCHAR, NULL -> Optional.of(ColumnType.VARCHAR);
            case DATE -> Optional.of(ColumnType.DATE);
            case TIMESTAMP -> Optional.of(ColumnType.TIMESTAMP);
            default -> Optional.empty();
        };
    }

    static boolean isInterval(RelDataType type) {
        return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
    }
}
