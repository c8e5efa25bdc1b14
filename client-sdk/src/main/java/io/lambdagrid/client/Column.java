package io.lambdagrid.client;

/**
 * A column of a view or of a query's result.
 *
 * @param type the SQL type, such as {@code BIGINT} or {@code DECIMAL(12,2)}
 */
public record Column(String name, String type) {
    @Override
    public String toString() {
        return name + " " + type;
    }
}
