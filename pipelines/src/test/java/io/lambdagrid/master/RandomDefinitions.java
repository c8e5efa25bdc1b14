package io.lambdagrid.master;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A dataset whose declaration changes at random, in ways that are allowed, and records that fit it more or less. */
final class RandomDefinitions {
    /** What the master dataset has of a record beside its columns. */
    enum Kept {
        RAW_RECORDS,
        COLUMNS_ONLY
    }

    private static final int FIELDS = 4;
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.decimal(4, 2),
            ColumnType.decimal(10, 2),
            ColumnType.VARCHAR,
            ColumnType.BOOLEAN,
            ColumnType.DOUBLE);
    private static final String[] VALUES = {
        "null", "1", "-7", "5000000000", "12.5", "99.99", "12345.67", "\"x\"", "\"12.5\"", "true", "[1]", "1e400"
    };

    private final RandomGenerator random;
    private final Kept kept;
    private int names;

    RandomDefinitions(RandomGenerator random, Kept kept) {
        this.random = random;
        this.kept = kept;
    }

    Dataset first() {
        List<Column> columns = new ArrayList<>(List.of(new Column("at", ColumnType.TIMESTAMP)));
        for (int i = 0; i < 3; i++) {
            columns.add(fresh());
        }
        return dataset(columns);
    }

    private Dataset dataset(List<Column> columns) {
        return new Dataset("orders", "orders", RecordFormat.JSON, columns, "at", kept == Kept.RAW_RECORDS);
    }

    private Column fresh() {
        return new Column("c" + names++, TYPES.get(random.nextInt(TYPES.size())), "f" + random.nextInt(FIELDS), null);
    }

    Dataset next(Dataset dataset) {
        List<Column> columns = new ArrayList<>(dataset.columns());
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = 1 + random.nextInt(columns.size() - 1);
            Column column = columns.get(at);
            switch (random.nextInt(kept == Kept.RAW_RECORDS ? 5 : 4)) {
                case 0 -> columns.set(at, widened(column));
                case 1 -> {
                    if (dataset.columns().contains(column)) {
                        columns.set(at, new Column("c" + names++, column.type(), column.field(), column.name()));
                    }
                }
                case 2 -> {
                    if (columns.size() > 2) {
                        columns.remove(at);
                    }
                }
                case 3 -> columns.add(1 + random.nextInt(columns.size() - 1), columns.remove(at));
                default -> columns.add(at, fresh());
            }
        }
        return dataset(columns);
    }

    private static Column widened(Column column) {
        ColumnType type = column.type();
        ColumnType wide = type.equals(ColumnType.INTEGER)
                ? ColumnType.BIGINT
                : type.kind() == ColumnType.Kind.DECIMAL && type.precision() < 30
                        ? ColumnType.decimal(type.precision() + 9, type.scale())
                        : type;
        return new Column(column.name(), wide, column.field(), column.renamedFrom());
    }

    /** Returns records, among them tombstones and such that no definition can read. */
    List<byte @Nullable []> records(int count) {
        List<byte @Nullable []> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(random.nextInt(40) == 0 ? null : record().getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }

    private String record() {
        StringBuilder text = new StringBuilder("{\"at\":" + random.nextInt(1_000_000));
        for (int field = 0; field < FIELDS; field++) {
            if (random.nextInt(3) > 0) {
                String name = random.nextInt(30) == 0 ? "f0" : "f" + field;
                String value = random.nextInt(4) > 0 ? "1" : VALUES[random.nextInt(VALUES.length)];
                text.append(",\"").append(name).append("\":").append(value);
            }
        }
        return random.nextInt(40) == 0 ? text.toString() : text.append('}').toString();
    }
}
