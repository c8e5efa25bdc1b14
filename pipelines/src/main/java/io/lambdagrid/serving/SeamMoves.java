package io.lambdagrid.serving;

import io.lambdagrid.client.wire.GridMaps;
import java.util.Optional;

/**
 * Where control, readers and writers of one set of view maps agree how the seam moves. Every change is a
 * compare-and-set. It is as durable as the maps: when they are filled anew, it is set anew. Thread-safe.
 */
public final class SeamMoves implements SeamAgreement {
    private static final String MAP = "lambda.seams";

    private final SharedMaps maps;
    private final String key;

    /** Creates a view on the state; touches nothing. */
    public SeamMoves(SharedMaps maps, String dataset, long base) {
        this.maps = maps;
        this.key = GridMaps.generationKey(dataset, base);
    }

    @Override
    public Optional<SeamMove> current() {
        return Optional.ofNullable(map().get(key)).map(SeamMove::parse);
    }

    /** Sets the state, whatever it is now. Only while no speed job can be running. */
    public void set(SeamMove move) {
        map().set(key, move.toString());
    }

    @Override
    public boolean replace(SeamMove from, SeamMove to) {
        return map().replace(key, from.toString(), to.toString());
    }

    public void remove() {
        map().delete(key);
    }

    private SharedMap<String> map() {
        return maps.map(MAP);
    }
}
