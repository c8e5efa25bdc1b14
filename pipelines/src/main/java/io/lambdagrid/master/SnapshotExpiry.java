package io.lambdagrid.master;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;

/**
 * Forgets table snapshots that nobody reads any more, and deletes the files that only they had.
 *
 * <p>What counts is when a snapshot was replaced, not when it was made: on a quiet topic the newest one may be a week
 * old, and somebody may begin to read it at the very moment when the next one comes.
 */
final class SnapshotExpiry {
    private final MasterTable table;

    SnapshotExpiry(MasterTable table) {
        this.table = table;
    }

    /**
     * Forgets what was replaced more than {@code keepReplaced} ago.
     *
     * @param pinned snapshots that are needed however old they are
     * @return how many were forgotten; none when somebody else's commit came in between
     */
    int run(Set<Long> pinned, Duration keepReplaced, Instant now) {
        Table opened = table.opened();
        return MasterFaults.naming(opened.location(), () -> {
            List<Snapshot> expired = expired(opened, pinned, now.minus(keepReplaced));
            if (expired.isEmpty()) {
                return 0;
            }
            // Iceberg would also forget what is older than its own limit, pinned or not.
            ExpireSnapshots expiry = opened.expireSnapshots().expireOlderThan(0);
            expired.forEach(snapshot -> expiry.expireSnapshotId(snapshot.snapshotId()));
            try {
                expiry.commit();
            } catch (CommitFailedException e) {
                return 0;
            }
            return expired.size();
        });
    }

    private static List<Snapshot> expired(Table table, Set<Long> pinned, Instant horizon) {
        List<Snapshot> snapshots = new ArrayList<>();
        table.snapshots().forEach(snapshots::add);
        snapshots.sort(Comparator.comparingLong(Snapshot::sequenceNumber));
        List<Snapshot> expired = new ArrayList<>();
        for (int i = 0; i + 1 < snapshots.size(); i++) {
            Instant replacedAt = Instant.ofEpochMilli(snapshots.get(i + 1).timestampMillis());
            long id = snapshots.get(i).snapshotId();
            boolean current = id == table.currentSnapshot().snapshotId();
            if (!current && !pinned.contains(id) && replacedAt.isBefore(horizon)) {
                expired.add(snapshots.get(i));
            }
        }
        return expired;
    }
}
