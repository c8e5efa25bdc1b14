package io.lambdagrid.record;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * How the records of an Avro dataset fill its columns.
 *
 * @param readAs the declared schema without the fields that no column needs: those are skipped, never built
 * @param onlyWriter the schema of all records; {@code null} when each says by an id which one it has
 * @param writersById the schemas by their ids; empty when there is only one
 */
record AvroLayout(Schema readAs, @Nullable Schema onlyWriter, SortedMap<Integer, Schema> writersById) {
    static final String DECLARED = "'avro-schema'";

    /**
     * Compares the columns with the schemas.
     *
     * @throws io.lambdagrid.view.GridException LG-111 when they do not fit together
     */
    static AvroLayout of(Dataset dataset) {
        if (dataset.format() instanceof RecordFormat.Avro avro) {
            Schema declared = AvroSchemas.parse(avro.schema(), DECLARED);
            return new AvroLayout(neededOf(declared, dataset.columns()), declared, new TreeMap<>());
        }
        if (dataset.format() instanceof RecordFormat.RegisteredAvro registered) {
            Schema readAs = neededOf(AvroSchemas.parse(registered.schema(), DECLARED), dataset.columns());
            SortedMap<Integer, Schema> writers = new TreeMap<>();
            registered.writerSchemas().forEach((id, text) -> writers.put(id, writer(id, text, readAs)));
            return new AvroLayout(readAs, null, writers);
        }
        throw new IllegalArgumentException("Dataset '" + dataset.name() + "' is not in Avro");
    }

    /** Returns how the values of a column's field are read. */
    AvroValue value(Column column) {
        Schema type = valueType(readAs.getField(column.field()).schema());
        return new AvroValue(column, AvroForm.of(type).orElseThrow(), type);
    }

    private static Schema neededOf(Schema declared, List<Column> columns) {
        List<Schema.Field> needed = new ArrayList<>();
        for (Column column : columns) {
            Schema.Field field = declared.getField(column.field());
            if (field == null) {
                throw AvroSchemas.refused("Column '" + column.name() + "' has no field '" + column.field() + "' in "
                        + DECLARED + ". Add the field there, or name another one with 'field:'.");
            }
            Schema type = valueType(field.schema());
            Optional<AvroForm> form = AvroForm.of(type);
            if (form.isEmpty() || !form.get().fills(column.type(), type)) {
                throw AvroSchemas.refused("Column '" + column.name() + "' is " + column.type() + ", but field '"
                        + column.field() + "' of " + DECLARED + " is " + AvroForm.describe(field.schema())
                        + ". Declare a type that holds each of its values.");
            }
            if (needed.stream().noneMatch(known -> known.name().equals(field.name()))) {
                needed.add(new Schema.Field(field, field.schema()));
            }
        }
        Schema readAs = Schema.createRecord(declared.getName(), null, declared.getNamespace(), false, needed);
        declared.getAliases().forEach(readAs::addAlias);
        return readAs;
    }

    /** Returns the one type beside null; the field's own type when there is no such one. */
    private static Schema valueType(Schema field) {
        if (!field.isUnion()) {
            return field;
        }
        List<Schema> values = field.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        return values.size() == 1 ? values.get(0) : field;
    }

    private static Schema writer(int id, String text, Schema readAs) {
        String name = "Schema " + id + " of 'registry-schemas'";
        Schema writer = AvroSchemas.parse(text, name);
        Schema resolved = Schema.applyAliases(writer, readAs);
        SchemaCompatibility.SchemaPairCompatibility compatibility =
                SchemaCompatibility.checkReaderWriterCompatibility(readAs, resolved);
        if (compatibility.getType() != SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE) {
            String why = compatibility.getResult().getIncompatibilities().stream()
                    .findFirst()
                    .map(found ->
                            found.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at '"
                                    + found.getLocation() + "': " + Excerpt.of(found.getMessage()))
                    .orElse("its name or type differs");
            throw AvroSchemas.refused(name + " cannot be read as " + DECLARED + ": " + why
                    + ". A field that older records lack needs a default there.");
        }
        for (Schema.Field field : readAs.getFields()) {
            Schema.Field written = resolved.getField(field.name());
            if (written != null) {
                requireSameMeaning(field, written.schema(), name);
            }
        }
        return writer;
    }

    /** Avro reads a number of one scale or unit as one of another without a word. */
    private static void requireSameMeaning(Schema.Field field, Schema written, String name) {
        Schema read = valueType(field.schema());
        List<Schema> branches = written.isUnion() ? written.getTypes() : List.of(written);
        for (Schema branch : branches) {
            if (branch.getType() != Schema.Type.NULL && !meaning(branch).equals(meaning(read))) {
                throw AvroSchemas.refused(name + " has field '" + field.name() + "' as " + AvroForm.describe(branch)
                        + ", but " + DECLARED + " as " + AvroForm.describe(read)
                        + ". Declare what the records hold, or leave the field without a column.");
            }
        }
    }

    /** Returns what a number stands for, whatever its width. */
    private static String meaning(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? "decimal " + decimal.getScale()
                : schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    }
}
