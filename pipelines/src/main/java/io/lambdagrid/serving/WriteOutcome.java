package io.lambdagrid.serving;

/** What became of a {@link FencedWrite}; travels by its name. */
public enum WriteOutcome {
    APPLIED,
    /** The fence already is where the write leads to: it was applied before. */
    REPEATED,
    /** The fence is somewhere else: another writer has gone on from there. */
    REFUSED,
    /** There is no fence: the partition's rows are lost, or the generation is gone. */
    NO_FENCE
}
