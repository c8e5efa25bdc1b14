package io.lambdagrid.master;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;

/** Files and the offsets they stand for, on their way into the table. */
record MasterAppend(List<WrittenFile> files, CoverageAdvance advance) implements TableChange {
    MasterAppend {
        files = List.copyOf(files);
    }

    /** File names are unique, so this is. */
    @Override
    public String name() {
        String content = files.stream()
                        .map(written -> written.file().location())
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n"))
                + advance;
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public TableState after(TableState before) {
        return before.after(
                advance, files.stream().map(WrittenFile::contents).reduce(TableContents.NOTHING, TableContents::plus));
    }

    @Override
    public SnapshotUpdate<?> update(Table table) {
        AppendFiles update = table.newAppend();
        files.forEach(written -> update.appendFile(written.file()));
        return update;
    }
}
