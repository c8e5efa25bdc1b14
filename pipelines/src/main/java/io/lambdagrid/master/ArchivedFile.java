package io.lambdagrid.master;

import java.io.Serializable;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.util.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a writer hands to the committer: a closed file and the offsets it stands for.
 *
 * @param fileJson Iceberg's own text form of the file; {@code null} where the log holds no records between two offsets
 * @param rows for each partition in the file, from its first row to behind its last
 * @param contents what the rows amount to
 */
record ArchivedFile(
        @Nullable String fileJson,
        SortedMap<Integer, OffsetRange> rows,
        TableContents contents,
        CoverageAdvance advance)
        implements Serializable {
    static ArchivedFile of(WrittenFile written, CoverageAdvance advance) {
        return new ArchivedFile(
                ContentFileParser.toJson(written.file(), PartitionSpec.unpartitioned()),
                written.ranges(),
                written.contents(),
                advance);
    }

    static ArchivedFile withoutFile(CoverageAdvance advance) {
        return new ArchivedFile(null, new TreeMap<>(), TableContents.NOTHING, advance);
    }

    Optional<WrittenFile> file() {
        return Optional.ofNullable(fileJson).map(json -> new WrittenFile(parse(json), rows, contents));
    }

    private static DataFile parse(String json) {
        return (DataFile) JsonUtil.parse(json, node -> ContentFileParser.fromJson(node, PartitionSpec.unpartitioned()));
    }
}
