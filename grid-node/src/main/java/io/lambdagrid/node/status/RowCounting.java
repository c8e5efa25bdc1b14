package io.lambdagrid.node.status;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.view.GridError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts rows, reads, differences and rejected records. Confined to one thread. */
final class RowCounting {
    /** Without a view, it is the record that could not be read. */
    private static final String REJECTED = "SELECT dataset, unreadable, COUNT(*) AS records"
            + " FROM (SELECT dataset, \"view\" = '' AS unreadable FROM lambda_rejected) GROUP BY dataset, unreadable";

    private final HazelcastInstance member;
    private Map<RowCounts.RejectedKind, Long> rejected = Map.of();
    private int rejectedEntries;
    private String rejectedIn = Map.of().toString();

    RowCounting(HazelcastInstance member) {
        this.member = member;
    }

    RowCounts count(List<ViewStatus> views) {
        Map<String, Long> rows = new HashMap<>();
        Map<String, Long> reads = new HashMap<>();
        for (ViewStatus view : views) {
            if (!view.map().isEmpty()) {
                IMap<String, Object> map = member.getMap(view.map());
                rows.put(view.view(), (long) map.size());
                reads.put(view.view(), map.getLocalMapStats().getGetOperationCount());
            }
        }
        return new RowCounts(rows, reads, differences(), rejected());
    }

    private Map<String, Long> differences() {
        Map<String, Long> byView = new HashMap<>();
        for (String key : member.<String, Object>getMap(GridMaps.DIFFERENCES).keySet()) {
            // DATASET/VIEW/KEY
            String[] parts = key.split("/", 3);
            byView.merge(parts[1], 1L, Long::sum);
        }
        return byView;
    }

    /** There may be very many; they are only counted again when something has changed. */
    private Map<RowCounts.RejectedKind, Long> rejected() {
        int entries = member.getMap(GridMaps.REJECTED).size();
        IMap<String, Long> served = member.getMap(GridMaps.SERVED);
        String servedNow = Map.copyOf(served.getAll(served.keySet())).toString();
        if (entries == rejectedEntries && servedNow.equals(rejectedIn)) {
            return rejected;
        }
        Map<RowCounts.RejectedKind, Long> counted = new HashMap<>();
        try (SqlResult result = member.getSql().execute(REJECTED)) {
            for (SqlRow row : result) {
                GridError error = row.<Boolean>getObject("unreadable")
                        ? GridError.RECORD_UNREADABLE
                        : GridError.RECORD_NOT_COMPUTABLE;
                counted.put(
                        new RowCounts.RejectedKind(row.getObject("dataset"), error.code()),
                        row.<Long>getObject("records"));
            }
        }
        rejected = counted;
        rejectedEntries = entries;
        rejectedIn = servedNow;
        return rejected;
    }
}
