package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What is read of a master dataset. Travels to the readers inside a Hadoop configuration.
 *
 * @param table the folder of the table
 * @param snapshotId the table snapshot that is read, whatever is appended meanwhile
 * @param width how wide a row is
 * @param columns where in a row the wanted columns belong
 * @param projection the fields read of each file: the wanted columns, then {@link #OURS}
 */
record MasterScan(Path table, long snapshotId, int width, List<Integer> columns, Schema projection) {
    static final List<String> OURS =
            List.of(MasterSchema.REJECTED, MasterSchema.PARTITION, MasterSchema.OFFSET, MasterSchema.REJECTED_RAW);

    private static final String TABLE = "lambdagrid.master.table";
    private static final String SNAPSHOT = "lambdagrid.master.snapshot";
    private static final String WIDTH = "lambdagrid.master.width";
    private static final String COLUMNS = "lambdagrid.master.columns";
    private static final String PROJECTION = "lambdagrid.master.projection";

    static MasterScan of(Path path, Dataset dataset, Schema table, long snapshotId, BitSet wanted) {
        List<Integer> columns = wanted.stream().boxed().toList();
        List<NestedField> fields = new ArrayList<>();
        columns.forEach(i -> fields.add(table.findField(dataset.columns().get(i).name())));
        OURS.forEach(name -> fields.add(table.findField(name)));
        return new MasterScan(path, snapshotId, dataset.columns().size(), columns, new Schema(fields));
    }

    void writeTo(Configuration configuration) {
        configuration.set(TABLE, table.toString());
        configuration.setLong(SNAPSHOT, snapshotId);
        configuration.setInt(WIDTH, width);
        configuration.setStrings(COLUMNS, columns.stream().map(String::valueOf).toArray(String[]::new));
        configuration.set(PROJECTION, SchemaParser.toJson(projection));
    }

    static MasterScan readFrom(Configuration configuration) {
        String table = configuration.get(TABLE);
        String projection = configuration.get(PROJECTION);
        if (table == null || projection == null) {
            throw new IllegalArgumentException("configure() has not been called on this Hadoop configuration");
        }
        return new MasterScan(
                new Path(table),
                configuration.getLong(SNAPSHOT, -1),
                configuration.getInt(WIDTH, -1),
                Arrays.stream(configuration.getInts(COLUMNS)).boxed().toList(),
                SchemaParser.fromJson(projection));
    }
}
