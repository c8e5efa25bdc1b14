package io.lambdagrid.view;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A named, typed, nullable column of a dataset.
 *
 * @param field the name of the field of a record that fills it; several columns may be filled by one field
 * @param renamedFrom the name it had before in the master dataset; {@code null} when it was not renamed
 */
public record Column(
        String name,
        ColumnType type,
        String field,
        @Nullable String renamedFrom) implements Serializable {
    public Column {
        if (!Names.isValid(name)) {
            throw new IllegalArgumentException("Column name '" + name + "' is not " + Names.RULE);
        }
        if (!isField(field)) {
            throw new IllegalArgumentException(
                    "Column '" + name + "' has a field name that is empty, too long or not" + " in one line");
        }
    }

    /** A column that is filled by the field of its own name. */
    public Column(String name, ColumnType type) {
        this(name, type, name, null);
    }

    /** Returns whether a text can name a field: one line that is neither empty nor without end. */
    public static boolean isField(String text) {
        return !text.isEmpty() && text.length() <= 255 && text.chars().noneMatch(Character::isISOControl);
    }
}
