package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Measure;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.ViewDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table that holds the batch part of a view: one partition for each row key, in it one row for each generation that
 * wrote the key, newest first.
 *
 * <p>The shape of a view decides its table: a definition with other columns, keys or aggregates gets another one, so
 * that rows of two shapes never meet. {@code partials} is the truth that the grid loads; the view's columns stand
 * beside it for programs that read Cassandra directly (timestamps cut to the millisecond, which is what CQL has).
 *
 * @param name the view's name and eight digits that stand for its shape
 * @param columns in the order of the view's output columns
 * @param comment says whose rows these are and by which SQL
 */
public record BatchViewTable(String name, List<StoredColumn> columns, String comment) {
    static final String OPTIONS_CQL =
            // Deleted rows are never read, even if one reappears: a day is for hinted handoff, not for repairs.
            "CLUSTERING ORDER BY (generation DESC) AND gc_grace_seconds = 86400";

    private static final Set<String> OWN_COLUMNS = Set.of("key", "generation", "partials", "full_key");
    private static final int SHAPE_DIGITS = 8;

    /** Stands for a view's name where the rows are rejected records; no view can be called so. */
    static final String REJECTED = "lambda_rejected";

    /** An output column of the view: its name in CQL, quoted, and its type. */
    public record StoredColumn(String cqlName, ColumnType type) {
        String cqlType() {
            return switch (type.kind()) {
                case BOOLEAN -> "boolean";
                case INTEGER -> "int";
                case BIGINT -> "bigint";
                case DOUBLE -> "double";
                case DECIMAL -> "decimal";
                case VARCHAR -> "text";
                case DATE -> "date";
                case TIMESTAMP -> "timestamp";
            };
        }
    }

    public BatchViewTable {
        columns = List.copyOf(columns);
    }

    public static BatchViewTable of(ViewDefinition view) {
        return new BatchViewTable(
                shortened(view.name()) + "_" + shape(view),
                storedColumns(view.outputs()),
                commentPrefix(view.dataset()) + "'" + view.name() + "': " + view.sql());
    }

    /** Returns the table of the records of a dataset that the batch layer has rejected. */
    static BatchViewTable ofRejected(String dataset) {
        String name = "rejected_" + dataset;
        return new BatchViewTable(
                shortened(name) + "_" + digits(REJECTED + "\n" + dataset),
                List.of(new StoredColumn("reason", ColumnType.VARCHAR), new StoredColumn("record", ColumnType.VARCHAR)),
                commentPrefix(dataset) + "'" + REJECTED + "': records that count in no view, or not in one");
    }

    private static String shortened(String name) {
        int room = CassandraSettings.MAX_NAME_LENGTH - SHAPE_DIGITS - 1;
        return name.substring(0, Math.min(room, name.length()));
    }

    /** How the comment of each table begins that holds batch views of a dataset. */
    static String commentPrefix(String dataset) {
        return "Batch part of a view of dataset '" + dataset + "', ";
    }

    /** The columns and the primary key, for CREATE TABLE. */
    String columnsCql() {
        String viewColumns = columns.stream()
                .map(column -> column.cqlName() + " " + column.cqlType() + ", ")
                .collect(Collectors.joining());
        return "key text, generation bigint, full_key blob, " + viewColumns
                + "partials blob, PRIMARY KEY ((key), generation)";
    }

    /** Takes key, generation, full key, partials, the view's columns and the write's timestamp, in this order. */
    String insertCql(String keyspace) {
        String names = columns.stream().map(column -> ", " + column.cqlName()).collect(Collectors.joining());
        return "INSERT INTO " + keyspace + "." + name + " (key, generation, full_key, partials" + names
                + ") VALUES (?, ?, ?, ?" + ", ?".repeat(columns.size()) + ") USING TIMESTAMP ?";
    }

    /**
     * Selects the newest row of each key within a slice of the ring and a range of generations. Takes the slice's start
     * (exclusive) and end (inclusive), and the first and the last generation.
     */
    String selectNewestCql(String keyspace) {
        // ALLOW FILTERING is about the range of generations, which is a slice of each partition and not a filter.
        return "SELECT key, full_key, partials FROM " + keyspace + "." + name + " WHERE token(key) > ?"
                + " AND token(key) <= ? AND generation >= ? AND generation <= ? PER PARTITION LIMIT 1"
                + " ALLOW FILTERING";
    }

    private static List<StoredColumn> storedColumns(List<OutputColumn> outputs) {
        Set<String> taken = new HashSet<>(OWN_COLUMNS);
        List<StoredColumn> columns = new ArrayList<>();
        for (OutputColumn output : outputs) {
            String free = output.name();
            while (!taken.add(free)) {
                free = "view_" + free;
            }
            columns.add(new StoredColumn(CqlIdentifier.fromInternal(free).asCql(true), output.type()));
        }
        return columns;
    }

    private static String shape(ViewDefinition view) {
        StringBuilder text = new StringBuilder(view.dataset()).append('\n').append(view.name());
        for (GroupColumn column : view.groupBy()) {
            text.append("\ngroup ").append(column.type());
        }
        for (Measure measure : view.measures()) {
            text.append("\nmeasure ")
                    .append(measure.aggregate().getClass().getName())
                    .append(' ')
                    .append(measure.type());
        }
        for (OutputColumn output : view.outputs()) {
            text.append("\noutput ").append(output.name()).append(' ').append(output.type());
        }
        return digits(text.toString());
    }

    private static String digits(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SHAPE_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
