package io.lambdagrid.view;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the bytes of a record are read. */
public sealed interface RecordFormat extends Serializable {
    /** One JSON object a record. */
    RecordFormat JSON = new Json();

    /** One JSON object a record, in UTF-8. */
    record Json() implements RecordFormat {}

    /**
     * One Avro datum a record, in binary form, without a header: every record of the topic was written with the same
     * schema.
     *
     * @param schema the text of that schema, a record
     */
    record Avro(String schema) implements RecordFormat {}

    /**
     * One Avro datum a record, behind a byte 0 and the four bytes of the id under which a schema registry keeps the
     * schema that it was written with.
     *
     * @param schema the text of the schema that all are read as
     * @param writerSchemas the texts of the schemas that records may have been written with, by their ids
     */
    record RegisteredAvro(String schema, SortedMap<Integer, String> writerSchemas) implements RecordFormat {
        public RegisteredAvro {
            writerSchemas = Collections.unmodifiableSortedMap(new TreeMap<>(writerSchemas));
        }
    }
}
