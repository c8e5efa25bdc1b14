package io.lambdagrid.node.demo;

/**
 * What a verification found.
 *
 * @param rejected unreadable records that the grid has kept
 * @param generations how many were switched to while events flowed
 */
public record VerificationResult(
        long events, long rejected, int generations, long rowsCompared, long rowsDifferent, long seconds) {
    /** Returns whether everything was as it should be. */
    public boolean isEqual() {
        return rowsDifferent == 0;
    }

    /** Returns one line of JSON. */
    public String json() {
        return "{\"events\":" + events + ",\"rejected\":" + rejected + ",\"generations\":" + generations
                + ",\"rowsCompared\":" + rowsCompared + ",\"rowsDifferent\":" + rowsDifferent + ",\"seconds\":"
                + seconds + "}";
    }
}
