package io.lambdagrid.master;

import io.lambdagrid.record.RecordReader;
import io.lambdagrid.record.UnreadableRecordException;
import io.lambdagrid.view.Dataset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that were written when the dataset was declared otherwise.
 *
 * <p>What a record is, is decided by the definition in force, in both layers alike: where the bytes of a record were
 * kept, its row is what {@link RecordReader} makes of them now, and columns stand for the bytes only while they must
 * say the same. So a record that was archived as a row may be rejected now, and a rejected one, whose bytes are always
 * kept, may be a row. That is decided for each row when it is read, so no file has to be rewritten when rejected
 * records are tried again: whatever is computed from the whole master dataset includes what can be read by then, each
 * record once, and what is added to it between two seams is another record. A row without bytes (of a dataset that does
 * not keep them, or imported) is what its columns say: an added column is NULL, a widened one has its value. Nothing
 * can contradict that: no commit under the former definition follows the one that changed it, so whoever reads such an
 * offset under the definition in force finds it in a file.
 */
final class FormerRows {
    private final Map<Integer, RowChange> changes = new HashMap<>();
    private final MasterScan scan;
    private final RecordReader reader;
    private final RecordReader importReader;

    FormerRows(MasterScan scan) {
        BitSet wanted = new BitSet();
        scan.columns().forEach(wanted::set);
        this.scan = scan;
        Dataset dataset = scan.definitions().inForce().dataset(scan.table().getName());
        this.reader = RecordReader.of(dataset, wanted);
        this.importReader = RecordReader.of(MasterImport.asImported(dataset), wanted);
    }

    /** Returns whether a file may be read as if it had been written now. */
    static boolean isCurrent(FilePart part, MasterScan scan) {
        return part.definition() != FilePart.SEVERAL_DEFINITIONS
                && scan.definitions().changeSince(part.definition()) == RowChange.NONE;
    }

    /** Returns whether a row is to be read again from {@code raw}. */
    boolean isOutdated(int definition, boolean rejected, byte @Nullable [] raw) {
        RowChange change = changes.computeIfAbsent(definition, scan.definitions()::changeSince);
        return switch (change) {
            case NONE -> false;
            case REJECTED -> rejected;
            case ALL -> rejected || raw != null;
        };
    }

    /** Adds what a record is now. */
    void read(int partition, long offset, byte @Nullable [] raw, RowBatch batch) {
        @Nullable Object[] row;
        try {
            row = (partition < 0 ? importReader : reader).read(raw);
        } catch (UnreadableRecordException e) {
            batch.reject(new RejectedRow(partition, offset, String.valueOf(e.getMessage()), raw));
            return;
        }
        batch.accept(partition, offset, row);
    }
}
