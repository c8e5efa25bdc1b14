package io.lambdagrid.master;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All definitions that rows of a table were written under, in the order of their making. They live in the table's
 * properties and only ever become more; each row carries the number of its own.
 *
 * @param current the number of the one that is in force
 */
record TableDefinitions(int current, SortedMap<Integer, TableDefinition> byNumber) {
    /** The property that holds the current number, and how those begin that hold the definitions. */
    static final String CURRENT = "lambdagrid.definition";

    private static final String NUMBERED = CURRENT + ".";

    TableDefinitions {
        byNumber = Collections.unmodifiableSortedMap(new TreeMap<>(byNumber));
        if (!byNumber.containsKey(current)) {
            throw new IllegalArgumentException("No definition has the number '" + current + "'");
        }
    }

    static TableDefinitions first(TableDefinition definition) {
        return new TableDefinitions(1, new TreeMap<>(Map.of(1, definition)));
    }

    /**
     * Reads what {@link #toProperties} wrote.
     *
     * @throws IllegalArgumentException when it is not there or is something else
     */
    static TableDefinitions of(Map<String, String> properties) {
        SortedMap<Integer, TableDefinition> definitions = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(NUMBERED)) {
                definitions.put(Integer.valueOf(key.substring(NUMBERED.length())), TableDefinition.parse(value));
            }
        });
        return new TableDefinitions(Integer.parseInt(properties.getOrDefault(CURRENT, "0")), definitions);
    }

    Map<String, String> toProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(CURRENT, String.valueOf(current));
        byNumber.forEach((number, definition) -> properties.put(NUMBERED + number, definition.toText()));
        return properties;
    }

    TableDefinition inForce() {
        return definition(current);
    }

    private TableDefinition definition(int number) {
        TableDefinition definition = byNumber.get(number);
        if (definition == null) {
            throw new IllegalArgumentException("No definition has the number '" + number + "'");
        }
        return definition;
    }

    /** Returns these followed by a new one, which is in force from now on. */
    TableDefinitions then(TableDefinition next) {
        SortedMap<Integer, TableDefinition> all = new TreeMap<>(byNumber);
        int number = all.lastKey() + 1;
        all.put(number, next);
        return new TableDefinitions(number, all);
    }

    /**
     * Returns what became of the rows that were written under one of these.
     *
     * @throws IllegalArgumentException when none has the number
     */
    RowChange changeSince(int number) {
        return number == current ? RowChange.NONE : definition(number).changeTo(inForce());
    }
}
