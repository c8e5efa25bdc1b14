package io.lambdagrid.view;

import java.util.Set;

/** The life of a generation. Nothing leaves {@code RETIRED} or {@code FAILED}. */
public enum GenerationState {
    /** The batch job computes the batch views up to the pinned coverage. */
    BUILDING,
    /** The generation's own speed job catches up with the one being served; or, in place, the seam is moved. */
    WARMING,
    /** The views' names lead here. */
    SERVING,
    /** Replaced, but still kept up to date: for queries that were planned before the switch, and for going back. */
    RETIRING,
    /** Its job is gone and so are its maps, unless an incremental generation lives on in them. */
    RETIRED,
    /** Could not be built. Its maps are gone. */
    FAILED;

    public boolean canBecome(GenerationState next) {
        return successors().contains(next);
    }

    private Set<GenerationState> successors() {
        return switch (this) {
            case BUILDING -> Set.of(WARMING, FAILED);
            case WARMING -> Set.of(SERVING, FAILED);
            case SERVING -> Set.of(RETIRING, RETIRED);
            case RETIRING -> Set.of(RETIRED, SERVING);
            case RETIRED, FAILED -> Set.of();
        };
    }
}
