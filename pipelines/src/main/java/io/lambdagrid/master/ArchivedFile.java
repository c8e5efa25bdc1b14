package io.lambdagrid.master;

import java.io.Serializable;
import java.util.Optional;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.util.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a writer hands to the committer: a closed file and the offsets it stands for.
 *
 * @param fileJson Iceberg's own text form of the file; {@code null} where the log holds no records between two offsets
 */
record ArchivedFile(@Nullable String fileJson, CoverageAdvance advance) implements Serializable {
    static ArchivedFile of(DataFile file, CoverageAdvance advance) {
        return new ArchivedFile(ContentFileParser.toJson(file, PartitionSpec.unpartitioned()), advance);
    }

    static ArchivedFile withoutFile(CoverageAdvance advance) {
        return new ArchivedFile(null, advance);
    }

    Optional<DataFile> file() {
        return Optional.ofNullable(fileJson).map(json -> (DataFile)
                JsonUtil.parse(json, node -> ContentFileParser.fromJson(node, PartitionSpec.unpartitioned())));
    }
}
