package io.lambdagrid.master;

import io.lambdagrid.view.GridException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds what writers have handed over to the table, one commit at a time. Confined to one thread. */
final class Committer {
    private final ArchiveTable table;
    private final Outage outage;

    Committer(ArchiveTable table, Outage outage) {
        this.table = table;
        this.outage = outage;
    }

    /** Returns whether {@link #commit} would try; while the file system is away, it is only tried now and then. */
    boolean isTimeToTry() {
        return outage.isTimeToTry();
    }

    /**
     * Adds what is waiting, in the order in which it was handed over.
     *
     * @return whether it is in the table; if not, call again with the same
     * @throws GridException LG-401 when the table is elsewhere than the writers believe; or when nobody but a person
     *     can help
     */
    boolean commit(Iterable<?> waiting) {
        List<WrittenFile> files = new ArrayList<>();
        @Nullable CoverageAdvance advance = null;
        for (Object item : waiting) {
            ArchivedFile archived = (ArchivedFile) item;
            archived.file().ifPresent(files::add);
            advance = advance == null ? archived.advance() : advance.then(archived.advance());
        }
        return advance != null && isAppended(files, advance);
    }

    private boolean isAppended(List<WrittenFile> files, CoverageAdvance advance) {
        try {
            table.append(files, advance);
            outage.succeeded();
            return true;
        } catch (GridException e) {
            if (!Outage.isPassing(e)) {
                throw e;
            }
            outage.failed(e);
            return false;
        }
    }
}
