package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of one table into unlogged batches, because a request costs Cassandra more than a row does. A batch
 * holds rows that the same nodes own, so that none of them has to forward it, and stays below the sizes at which
 * Cassandra begins to warn. Confined to one thread.
 */
final class RowBatching {
    /** Cassandra warns of unlogged batches of more partitions than ten, and of batches above 5 KiB. */
    private static final int MAX_ROWS = 10;

    private static final int MAX_BYTES = 4096;

    private final CassandraSession session;
    private final Map<Set<Node>, Gathered> gathered = new HashMap<>();

    /** Rows for the same nodes. */
    private static final class Gathered {
        private final List<BoundStatement> rows = new ArrayList<>();
        private int bytes;
    }

    RowBatching(CassandraSession session) {
        this.session = session;
    }

    /** Adds a row; returns the batch that is complete now, if any. */
    Optional<BatchStatement> add(BoundStatement row) {
        Set<Node> owners = owners(row);
        int bytes = bytes(row);
        Gathered waiting = gathered.get(owners);
        boolean isFull = waiting != null && (waiting.rows.size() >= MAX_ROWS || waiting.bytes + bytes > MAX_BYTES);
        Optional<BatchStatement> complete = isFull ? Optional.of(take(owners)) : Optional.empty();
        Gathered next = gathered.computeIfAbsent(owners, nodes -> new Gathered());
        next.rows.add(row);
        next.bytes += bytes;
        return complete;
    }

    /** Returns all that has gathered. */
    Collection<BatchStatement> drain() {
        return List.copyOf(gathered.keySet()).stream().map(this::take).toList();
    }

    private BatchStatement take(Set<Node> owners) {
        List<BoundStatement> rows = Objects.requireNonNull(gathered.remove(owners)).rows;
        BoundStatement first = rows.get(0);
        return BatchStatement.newInstance(BatchType.UNLOGGED)
                .addAll(rows)
                .setConsistencyLevel(first.getConsistencyLevel())
                .setRoutingKeyspace(keyspace())
                .setRoutingKey(first.getRoutingKey())
                .setIdempotent(true);
    }

    private CqlIdentifier keyspace() {
        return CqlIdentifier.fromInternal(session.settings().keyspace());
    }

    /** Without knowledge of who owns what, all rows go together, and whoever gets them forwards them. */
    private Set<Node> owners(BoundStatement row) {
        ByteBuffer key = row.getRoutingKey();
        TokenMap tokens = session.cql().getMetadata().getTokenMap().orElse(null);
        return key == null || tokens == null ? Set.of() : tokens.getReplicas(keyspace(), key);
    }

    private static int bytes(BoundStatement row) {
        int bytes = 0;
        for (int i = 0; i < row.size(); i++) {
            @Nullable ByteBuffer value = row.getBytesUnsafe(i);
            bytes += value == null ? 0 : value.remaining();
        }
        return bytes;
    }
}
