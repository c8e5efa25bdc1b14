package io.lambdagrid.speed;

import io.lambdagrid.client.wire.Difference;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.SharedMap;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.view.ViewFold;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares, row by row, what the speed layer had with what the batch layer says about the same offsets. They are the
 * same unless there is a bug, a damaged file or a damaged log. Differences are kept in {@link GridMaps#DIFFERENCES},
 * the newest of each row; of very many only the first. Confined to one thread.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final int MAX_NOTED = 1_000;
    private static final int MAX_LOGGED = 20;

    private final String dataset;
    private final SharedMap<Difference> differences;
    private final Clock clock;
    private int found;

    Reconciliation(SharedMaps maps, String dataset, Clock clock) {
        this.dataset = dataset;
        this.differences = maps.map(GridMaps.DIFFERENCES);
        this.clock = clock;
    }

    /** Compares the partial results of one row; {@code null} where a layer has seen nothing. */
    void compare(ViewFold view, String key, byte @Nullable [] realtime, byte @Nullable [] batch) {
        if (Arrays.equals(realtime, batch)) {
            return;
        }
        String realtimeText = text(view, key, realtime);
        String batchText = text(view, key, batch);
        // The bytes of equal results may differ, for example in the order in which a sketch has grown.
        if (!realtimeText.equals(batchText)) {
            note(view.view().name(), key, realtimeText, batchText);
        }
    }

    private void note(String view, String key, String realtime, String batch) {
        found++;
        if (found <= MAX_LOGGED) {
            LOG.error(
                    "The layers differ: dataset={} view={} key={} realtime={} batch={}; the batch layer's word stands{}",
                    dataset,
                    view,
                    key,
                    realtime,
                    batch,
                    found == MAX_LOGGED ? ". Further differences are only in lambda_differences" : "");
        }
        if (found <= MAX_NOTED) {
            differences.set(
                    dataset + "/" + view + "/" + key,
                    new Difference(
                            dataset, view, key, realtime, batch, clock.instant().atOffset(ZoneOffset.UTC)));
        }
    }

    private static String text(ViewFold fold, String key, byte @Nullable [] part) {
        return part == null ? "nothing" : Arrays.toString(fold.finish(key, new Parts(fold).read(part)));
    }
}
