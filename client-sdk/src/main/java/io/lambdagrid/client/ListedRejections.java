package io.lambdagrid.client;

import com.hazelcast.map.IMap;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RejectedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rejected records as SQL shows them. */
final class ListedRejections implements Rejections {
    private final LambdaGrid grid;
    private final Connection connection;
    private final ViewCatalog catalog;

    ListedRejections(LambdaGrid grid, Connection connection, ViewCatalog catalog) {
        this.grid = grid;
        this.connection = connection;
        this.catalog = catalog;
    }

    /** Where a record is. */
    record Place(int partition, long offset) {}

    /**
     * Which records are rejected.
     *
     * @param reasons one for each record
     * @param isComplete false when the map may have let go of some
     */
    record Known(Map<Place, String> reasons, boolean isComplete) {}

    @Override
    public long count(String dataset) {
        requireServed(dataset);
        try (SqlResult rows = grid.sql("SELECT COUNT(*) AS n FROM lambda_rejected WHERE dataset = ?", dataset)) {
            return rows.iterator().next().longValue("n");
        }
    }

    @Override
    public List<Rejection> list(String dataset, int limit) {
        requireServed(dataset);
        String query = "SELECT kafka_partition, kafka_offset, \"view\", reason, text, rejected_at FROM lambda_rejected"
                + " WHERE dataset = ? ORDER BY kafka_partition, kafka_offset, \"view\" LIMIT " + limit;
        List<Rejection> found = new ArrayList<>();
        try (SqlResult rows = grid.sql(query, dataset)) {
            for (Row row : rows) {
                found.add(new Rejection(
                        row.intValue("kafka_partition"),
                        row.longValue("kafka_offset"),
                        row.text("view"),
                        row.text("reason"),
                        row.text("text"),
                        row.instant("rejected_at")));
            }
        }
        return found;
    }

    @Override
    public Replay replay(String dataset) {
        requireServed(dataset);
        Known before = known(dataset);
        boolean isNothing = before.reasons().isEmpty() && before.isComplete();
        return new RequestedReplay(
                dataset, this, before, isNothing ? null : grid.batch().recompute(dataset));
    }

    /** Before anything is served, nothing is known, which must not look like nothing being rejected. */
    private void requireServed(String dataset) {
        catalog.requireDataset(dataset);
        Long served = connection.<Long, @Nullable Long>ask(GridMaps.SERVED, map -> map.get(dataset));
        if (served == null) {
            throw new LambdaGridException(
                    ErrorCode.VIEW_STARTING,
                    "No view of dataset '" + dataset
                            + "' is served yet, so its rejected records are not known. Ask again"
                            + " when 'status' says SERVING.");
        }
    }

    Known known(String dataset) {
        Map<Place, String> reasons = new HashMap<>();
        String query = "SELECT kafka_partition, kafka_offset, reason FROM lambda_rejected WHERE dataset = ?";
        try (SqlResult rows = grid.sql(query, dataset)) {
            for (Row row : rows) {
                Place place = new Place(row.intValue("kafka_partition"), row.longValue("kafka_offset"));
                // Of several reasons always the same, whatever the order of the rows.
                reasons.merge(place, row.text("reason"), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        int kept = connection.<RejectedRecord, Integer>ask(GridMaps.REJECTED, IMap::size);
        return new Known(reasons, kept < GridMaps.MOST_REJECTED_PER_MEMBER / 2);
    }
}
