package io.lambdagrid.serving;

/**
 * Which of a row's two real-time parts. Records on either side of the next seam go to different ones, so that the one
 * before it can be dropped when the batch part takes its place.
 */
public enum RealtimeSlot {
    EVEN,
    ODD;

    /** Returns the slot of the records right after the seam, when it has been moved so many times. */
    public static RealtimeSlot after(long moves) {
        return moves % 2 == 0 ? EVEN : ODD;
    }

    public RealtimeSlot other() {
        return this == EVEN ? ODD : EVEN;
    }
}
