package io.lambdagrid.master;

import io.lambdagrid.view.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What is read of a master dataset. Travels to the readers inside a Hadoop configuration.
 *
 * @param table the folder of the table
 * @param snapshotId the table snapshot that is read, whatever is appended meanwhile
 * @param width how wide a row is
 * @param columns where in a row the wanted columns belong
 * @param projection the fields read of each file: the wanted columns, then {@link #OURS}
 * @param formerProjection the fields read of a file whose rows were written under another definition: the same, then
 *     {@link #OF_FORMER_ROWS}
 * @param definitions what the dataset is declared as and was declared as before
 */
record MasterScan(
        Path table,
        long snapshotId,
        int width,
        List<Integer> columns,
        Schema projection,
        Schema formerProjection,
        TableDefinitions definitions) {
    static final List<String> OURS =
            List.of(MasterSchema.REJECTED, MasterSchema.PARTITION, MasterSchema.OFFSET, MasterSchema.REJECTED_RAW);

    static final List<String> OF_FORMER_ROWS = List.of(MasterSchema.DEFINITION, MasterSchema.RAW);

    private static final String TABLE = "lambdagrid.master.table";
    private static final String SNAPSHOT = "lambdagrid.master.snapshot";
    private static final String WIDTH = "lambdagrid.master.width";
    private static final String COLUMNS = "lambdagrid.master.columns";
    private static final String PROJECTION = "lambdagrid.master.projection";
    private static final String FORMER_PROJECTION = "lambdagrid.master.former-projection";

    static MasterScan of(Path path, Dataset dataset, Table table, long snapshotId, BitSet wanted) {
        List<Integer> columns = wanted.stream().boxed().toList();
        Stream<String> names =
                columns.stream().map(i -> dataset.columns().get(i).name());
        List<NestedField> fields = new ArrayList<>(fields(table.schema(), Stream.concat(names, OURS.stream())));
        Schema projection = new Schema(fields);
        fields.addAll(fields(table.schema(), OF_FORMER_ROWS.stream()));
        return new MasterScan(
                path,
                snapshotId,
                dataset.columns().size(),
                columns,
                projection,
                new Schema(fields),
                TableDefinitions.of(table.properties()));
    }

    private static List<NestedField> fields(Schema table, Stream<String> names) {
        return names.map(table::findField).toList();
    }

    /** Returns the id of the field that says under which definition a row was written. */
    int definitionId() {
        return formerProjection.findField(MasterSchema.DEFINITION).fieldId();
    }

    void writeTo(Configuration configuration) {
        configuration.set(TABLE, table.toString());
        configuration.setLong(SNAPSHOT, snapshotId);
        configuration.setInt(WIDTH, width);
        configuration.setStrings(COLUMNS, columns.stream().map(String::valueOf).toArray(String[]::new));
        configuration.set(PROJECTION, SchemaParser.toJson(projection));
        configuration.set(FORMER_PROJECTION, SchemaParser.toJson(formerProjection));
        definitions.toProperties().forEach(configuration::set);
    }

    static MasterScan readFrom(Configuration configuration) {
        String table = configuration.get(TABLE);
        String projection = configuration.get(PROJECTION);
        String formerProjection = configuration.get(FORMER_PROJECTION);
        if (table == null || projection == null || formerProjection == null) {
            throw new IllegalArgumentException("configure() has not been called on this Hadoop configuration");
        }
        return new MasterScan(
                new Path(table),
                configuration.getLong(SNAPSHOT, -1),
                configuration.getInt(WIDTH, -1),
                Arrays.stream(configuration.getInts(COLUMNS)).boxed().toList(),
                SchemaParser.fromJson(projection),
                SchemaParser.fromJson(formerProjection),
                TableDefinitions.of(asWritten(configuration)));
    }

    /** Hadoop would replace what looks like a variable, and a schema may hold anything. */
    private static Map<String, String> asWritten(Configuration configuration) {
        Map<String, String> properties = new HashMap<>();
        for (Map.Entry<String, String> entry : configuration) {
            if (entry.getKey().startsWith(TableDefinitions.CURRENT)) {
                properties.put(entry.getKey(), configuration.getRaw(entry.getKey()));
            }
        }
        return properties;
    }
}
