package io.lambdagrid.record;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.BitSet;
import java.util.List;

/** The dataset that the tests read. */
final class Datasets {
    /** One column of each type, in the order of the types, named after them. */
    static final Dataset EVERY_TYPE = new Dataset(
            "every_type",
            "every-type",
            RecordFormat.JSON,
            List.of(
                    new Column("c_boolean", ColumnType.BOOLEAN),
                    new Column("c_integer", ColumnType.INTEGER),
                    new Column("c_bigint", ColumnType.BIGINT),
                    new Column("c_double", ColumnType.DOUBLE),
                    new Column("c_decimal", ColumnType.decimal(10, 2)),
                    new Column("c_varchar", ColumnType.VARCHAR),
                    new Column("c_date", ColumnType.DATE),
                    new Column("c_timestamp", ColumnType.TIMESTAMP)),
            "c_timestamp",
            true);

    private Datasets() {}

    static RecordReader fullReader() {
        BitSet all = new BitSet();
        all.set(0, EVERY_TYPE.columns().size());
        return RecordReader.of(EVERY_TYPE, all);
    }
}
