package io.lambdagrid.master;

import io.lambdagrid.view.Coverage;
import java.util.List;

/** The table of a master dataset as the archive uses it. Confined to one thread. */
interface ArchiveTable {
    /** Returns what the newest snapshot covers. */
    Coverage coverage();

    /** Begins a new data file; it belongs to the table only once it is appended. */
    ArchiveFile newFile();

    /**
     * Adds files to the table, if and only if the offsets they hold continue its coverage exactly; decided in one
     * atomic step with the commit. Files may be absent where the log holds no records. Calling again with the same
     * arguments after an error is safe: what was added already is not added twice.
     *
     * @return the snapshot that holds them, or a later one
     * @throws io.lambdagrid.view.GridException LG-401 when they do not continue the coverage: nothing was added; LG-402
     *     when nobody can say whether they were added: delete nothing, call again; LG-302 when they were not added
     */
    TableSnapshot append(List<WrittenFile> files, CoverageAdvance advance);
}
