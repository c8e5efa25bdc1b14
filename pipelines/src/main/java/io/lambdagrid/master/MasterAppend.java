package io.lambdagrid.master;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;

/** Files and the offsets they stand for, on their way into the table. */
record MasterAppend(List<DataFile> files, CoverageAdvance advance) {
    MasterAppend {
        files = List.copyOf(files);
    }

    /** Returns a name that this append has on every attempt and no other append has: file names are unique. */
    String name() {
        String content =
                files.stream().map(DataFile::location).sorted().collect(Collectors.joining("\n", "", "\n")) + advance;
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
