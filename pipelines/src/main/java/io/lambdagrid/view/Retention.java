package io.lambdagrid.view;

import java.io.Serializable;

/**
 * How long the rows of a view stay: each leaves when the bucket that names it has been over for so long.
 *
 * @param column position among the group columns of the DATE or TIMESTAMP that says how old a row is
 * @param micros how long
 */
public record Retention(int column, long micros) implements Serializable {
    public Retention {
        if (column < 0 || micros <= 0) {
            throw new IllegalArgumentException("Rows cannot stay for '" + micros + "' us by column " + column);
        }
    }
}
