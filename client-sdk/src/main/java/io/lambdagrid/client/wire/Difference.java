package io.lambdagrid.client.wire;

import java.time.OffsetDateTime;

/**
 * A row for which the two layers came to different results from the same records: a bug, a damaged file or a damaged
 * log. The batch layer's result is in the view.
 *
 * @param key the row key
 * @param realtime what the speed layer had, column by column
 * @param batch what the master dataset says, column by column
 */
public record Difference(
        String dataset, String view, String key, String realtime, String batch, OffsetDateTime foundAt) {}
