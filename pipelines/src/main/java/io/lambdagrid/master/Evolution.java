package io.lambdagrid.master;

import io.lambdagrid.master.TableDefinition.TableColumn;
import io.lambdagrid.record.FormatChange;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The step from the definition that a table has to the one that its dataset declares.
 *
 * <p>Columns may be added, removed, moved, renamed and widened (INTEGER to BIGINT, DECIMAL to more digits before the
 * point). Everything else is refused: values that were archived would have to be changed, or would mean something else.
 */
final class Evolution {
    private final TableDefinition before;
    private final Dataset after;
    private int lastId;

    private Evolution(TableDefinition before, Dataset after, int lastId) {
        this.before = before;
        this.after = after;
        this.lastId = lastId;
    }

    /**
     * Returns the definition of a dataset that follows {@code before}.
     *
     * @param lastId the highest id that a field of the table ever had
     * @throws GridException LG-111 when {@code dataset} cannot follow
     */
    static TableDefinition next(TableDefinition before, Dataset dataset, int lastId) {
        return new Evolution(before, dataset, lastId).next();
    }

    private TableDefinition next() {
        if (FormatChange.between(before.format(), after.format()) == FormatChange.OTHER_BYTES) {
            throw refused(
                    "the format of its records is another one, or another Avro schema without 'registry-prefix'",
                    "The records of one topic have one format; declare a further dataset for the other");
        }
        List<TableColumn> columns = new ArrayList<>();
        for (Column column : after.columns()) {
            Optional<TableColumn> former = former(column);
            former.ifPresent(known -> requireCompatible(known.column(), column));
            columns.add(new TableColumn(former.map(TableColumn::id).orElseGet(() -> ++lastId), column));
        }
        return TableDefinition.of(after, columns);
    }

    /** A column of the same name comes first: it was renamed already, at an earlier start. */
    private Optional<TableColumn> former(Column column) {
        Optional<TableColumn> sameName = before.column(column.name());
        String from = column.renamedFrom();
        if (sameName.isPresent() || from == null) {
            return sameName;
        }
        if (after.indexOf(from).isPresent()) {
            throw refused(
                    "column '" + column.name() + "' is renamed from '" + from + "', which is declared as well",
                    "Remove '" + from + "', or 'renamed-from' to add '" + column.name() + "' as a new column");
        }
        Optional<TableColumn> renamed = before.column(from);
        if (renamed.isEmpty()) {
            throw refused(
                    "column '" + column.name() + "' is renamed from '" + from + "', but there is no such column ("
                            + String.join(
                                    ", ",
                                    before.columns().stream()
                                            .map(known -> known.column().name())
                                            .toList())
                            + ")",
                    "Correct the name, or remove 'renamed-from' to add a new column");
        }
        return renamed;
    }

    private void requireCompatible(Column former, Column now) {
        if (!former.field().equals(now.field())) {
            throw refused(
                    "column '" + now.name() + "' was filled by field '" + former.field()
                            + "' and is now to be filled by field '" + now.field() + "'",
                    "Write 'field: " + former.field() + "' to keep it, or declare a further column for field '"
                            + now.field() + "'");
        }
        if (!holds(now.type(), former.type())) {
            throw refused(
                    "column '" + now.name() + "' was " + former.type() + " and is now " + now.type()
                            + ", which does not hold the same values in a way that files can keep",
                    "INTEGER may become BIGINT, and DECIMAL may have more digits before the point; else declare a"
                            + " further column of the new type with 'field: " + former.field() + "'"
                            + (before.keepsRaw()
                                    ? ", which is read out of the records kept"
                                    : ", which is NULL in the records archived so far"));
        }
    }

    private static boolean holds(ColumnType wide, ColumnType narrow) {
        return wide.equals(narrow)
                || (wide.equals(ColumnType.BIGINT) && narrow.equals(ColumnType.INTEGER))
                || (wide.kind() == ColumnType.Kind.DECIMAL
                        && narrow.kind() == ColumnType.Kind.DECIMAL
                        && wide.scale() == narrow.scale()
                        && wide.precision() > narrow.precision());
    }

    private GridException refused(String what, String nextStep) {
        return new GridException(
                GridError.CONFIG_INVALID_VALUE,
                "Dataset '" + after.name() + "' cannot become what it declares: " + what + ". " + nextStep + ".");
    }
}
