package io.lambdagrid.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that all rows of one answer have in common. */
final class RowColumns {
    private final List<Column> columns;
    private final Map<String, Integer> positions = new HashMap<>();

    RowColumns(List<Column> columns) {
        this.columns = List.copyOf(columns);
        for (int i = 0; i < columns.size(); i++) {
            positions.putIfAbsent(columns.get(i).name(), i);
        }
    }

    List<Column> columns() {
        return columns;
    }

    int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "The row has no column '" + name + "'. " + Suggestion.of(name, positions.keySet())
                            + "Its columns are: "
                            + String.join(
                                    ", ", columns.stream().map(Column::name).toList()) + ".");
        }
        return position;
    }

    int requirePosition(int position) {
        if (position < 0 || position >= columns.size()) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "The row has no column at '" + position + "'. Positions go from 0 to " + (columns.size() - 1)
                            + ".");
        }
        return position;
    }
}
