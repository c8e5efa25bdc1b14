package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import com.datastax.oss.driver.api.core.metadata.token.TokenRange;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of Cassandra's token ring whose rows lie on the same nodes.
 *
 * @param start exclusive, as everywhere on the ring
 * @param end inclusive
 */
record RingSlice(long start, long end) implements Serializable {
    private static final String PARTITIONER = "Murmur3Partitioner";

    /** Cuts the whole ring into at least this many slices, along the borders of its nodes' ranges. */
    static List<RingSlice> cut(CassandraSession session, int atLeast) {
        TokenMap tokens = session.cql()
                .getMetadata()
                .getTokenMap()
                .filter(map -> map.getPartitionerName().endsWith(PARTITIONER))
                .orElseThrow(() -> new GridException(
                        GridError.CONFIG_INVALID_VALUE,
                        "Cassandra at " + session.settings().where()
                                + " does not place its rows by the " + PARTITIONER
                                + ", its default; views need a cluster that does"));
        Set<TokenRange> ranges = tokens.getTokenRanges();
        int pieces = (atLeast + ranges.size() - 1) / ranges.size();
        List<RingSlice> slices = new ArrayList<>();
        for (TokenRange range : ranges) {
            for (TokenRange piece : range.splitEvenly(pieces)) {
                for (TokenRange straight : piece.unwrap()) {
                    slices.add(of(straight, tokens));
                }
            }
        }
        return slices;
    }

    private static RingSlice of(TokenRange range, TokenMap tokens) {
        long end = number(range.getEnd(), tokens);
        // The lowest token closes the ring, and no row has it: as an end it stands for the highest.
        return new RingSlice(number(range.getStart(), tokens), end == Long.MIN_VALUE ? Long.MAX_VALUE : end);
    }

    private static long number(Token token, TokenMap tokens) {
        return Long.parseLong(tokens.format(token));
    }
}
