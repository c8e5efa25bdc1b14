package io.lambdagrid.record;

import io.lambdagrid.view.RecordFormat;

/** What another format of a dataset means for the records it has already. */
public enum FormatChange {
    /** Every record is read as before. */
    NONE,
    /** Records that were readable are read as before; others may have become readable. */
    MORE_READABLE,
    /** Any record may be read otherwise than before. */
    OTHER_ROWS,
    /** Records that were written for the former format mean nothing in the new one. */
    OTHER_BYTES;

    /** Compares two formats that {@link RecordReader#check} has accepted. */
    public static FormatChange between(RecordFormat before, RecordFormat after) {
        if (before instanceof RecordFormat.Json && after instanceof RecordFormat.Json) {
            return NONE;
        }
        if (before instanceof RecordFormat.Avro former && after instanceof RecordFormat.Avro now) {
            // Nothing in a record says which schema it has, so there can only be one.
            return AvroSchemas.areSame(former.schema(), now.schema()) ? NONE : OTHER_BYTES;
        }
        if (before instanceof RecordFormat.RegisteredAvro former && after instanceof RecordFormat.RegisteredAvro now) {
            return between(former, now);
        }
        return OTHER_BYTES;
    }

    private static FormatChange between(RecordFormat.RegisteredAvro former, RecordFormat.RegisteredAvro now) {
        boolean readsAlike = AvroSchemas.areSame(former.schema(), now.schema())
                && former.writerSchemas().entrySet().stream().allMatch(writer -> {
                    String text = now.writerSchemas().get(writer.getKey());
                    return text != null && AvroSchemas.areSame(writer.getValue(), text);
                });
        if (!readsAlike) {
            return OTHER_ROWS;
        }
        return now.writerSchemas().size() == former.writerSchemas().size() ? NONE : MORE_READABLE;
    }
}
