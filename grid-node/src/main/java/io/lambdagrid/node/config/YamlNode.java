package io.lambdagrid.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows where it stands. */
sealed interface YamlNode {
    Place place();

    /** Returns the node as a message shows it. */
    String shown();

    /** Keys with their values, in the order of the file. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String shown() {
            return "a block of settings";
        }
    }

    /** A value and the place of its key. */
    record Entry(Place keyPlace, YamlNode value) {}

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** A single value as it was written, without quotes; empty for YAML's null. */
    record Scalar(Place place, String text) implements YamlNode {
        @Override
        public String shown() {
            return text.isEmpty() ? "empty" : "'" + text + "'";
        }
    }
}
