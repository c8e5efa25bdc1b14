package io.lambdagrid.benchmark.subject;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the harness tells a subject, as {@code name=value} on its command line. */
public record Parameters(Map<String, String> values) {
    public Parameters {
        values = Map.copyOf(values);
    }

    static Parameters parse(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + argument + "' does not read NAME=VALUE");
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Parameters(values);
    }

    /** Returns a value that must be there. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The parameter '" + name + "' is missing; given are " + values.keySet());
        }
        return value;
    }

    /** Returns a number that must be there. */
    public int number(String name) {
        return Integer.parseInt(text(name));
    }
}
