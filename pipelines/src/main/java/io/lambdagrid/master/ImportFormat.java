package io.lambdagrid.master;

import java.util.Locale;
import java.util.Optional;

/** The kinds of files that can be imported. */
public enum ImportFormat {
    /** RFC 4180, UTF-8, the names of the columns in the first line; an empty field is NULL. */
    CSV,
    /** Parquet; columns that are nested are left out. */
    PARQUET,
    /** One JSON object a line. */
    JSON_LINES;

    /** Returns the format that a file's name ends with, also in front of {@code .gz}. */
    public static Optional<ImportFormat> ofName(String file) {
        String name = file.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(".parquet")) {
            return Optional.of(PARQUET);
        }
        boolean json = name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson");
        return json ? Optional.of(JSON_LINES) : Optional.empty();
    }
}
