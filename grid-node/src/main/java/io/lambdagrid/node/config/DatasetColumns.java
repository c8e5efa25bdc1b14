package io.lambdagrid.node.config;

import io.lambdagrid.sql.Suggestion;
import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a dataset's file, each {@code name: TYPE}, or a block with a type, the field that fills it and the
 * name it had before.
 */
final class DatasetColumns {
    private static final String COLUMN_TYPE =
            "a type: BOOLEAN, INTEGER, BIGINT, DOUBLE, DECIMAL(precision,scale), VARCHAR, DATE or TIMESTAMP";
    private static final Set<String> TYPE_NAMES =
            Stream.of(ColumnType.Kind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final SettingReader settings;
    private final Problems problems;

    DatasetColumns(SettingReader settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Returns the columns in the order of the file; adds what is wrong to the problems. */
    List<Column> read() {
        List<Column> columns = new ArrayList<>();
        settings.block("columns")
                .entries()
                .forEach((name, entry) -> column(name, entry).ifPresent(columns::add));
        if (settings.isMissing("columns")) {
            settings.refuse("columns", "a block of names and types, such as 'amount: DECIMAL(12,2)'");
        }
        refuseRenamingTwice(columns);
        return columns;
    }

    private Optional<Column> column(String name, YamlNode.Entry entry) {
        if (!Names.isValid(name)) {
            problems.add(
                    GridError.CONFIG_INVALID_VALUE,
                    entry.keyPlace(),
                    "Column name '" + name + "' must be " + Names.RULE + ".");
            return Optional.empty();
        }
        String path = "columns." + name;
        if (!(entry.value() instanceof YamlNode.Mapping block)) {
            return type(path, entry.value()).map(type -> new Column(name, type));
        }
        SettingReader inner = new SettingReader(path, block, Overrides.NONE, problems);
        YamlNode.Entry written = block.entries().get("type");
        Optional<ColumnType> type = Optional.empty();
        if (inner.required("type", COLUMN_TYPE).isPresent() && written != null) {
            type = type(path + ".type", written.value());
        }
        String field = inner.value("field", name, "the name of a field of the records", only(Column::isField));
        String former = inner.value(
                "renamed-from", "", "the name of a former column, which is " + Names.RULE, only(Names::isValid));
        inner.leftOver().forEach((key, place) -> inner.unknown(key, place, inner.known()));
        return type.map(known -> new Column(name, known, field, former.isEmpty() ? null : former));
    }

    private static Function<String, Optional<String>> only(Predicate<String> rule) {
        return text -> Optional.of(text).filter(rule);
    }

    private Optional<ColumnType> type(String path, YamlNode written) {
        if (!(written instanceof YamlNode.Scalar scalar)) {
            settings.refuseValue(path, written, COLUMN_TYPE);
            return Optional.empty();
        }
        Optional<ColumnType> parsed = ColumnType.parse(scalar.text());
        if (parsed.isEmpty()) {
            settings.refuseValue(path, scalar, COLUMN_TYPE, Suggestion.sentence(scalar.text(), TYPE_NAMES));
        }
        return parsed;
    }

    private void refuseRenamingTwice(List<Column> columns) {
        Set<String> former = new HashSet<>();
        for (Column column : columns) {
            String from = column.renamedFrom();
            if (from != null && !former.add(from)) {
                settings.refuse("columns", "a block in which at most one column is renamed from '" + from + "'");
            }
        }
    }
}
