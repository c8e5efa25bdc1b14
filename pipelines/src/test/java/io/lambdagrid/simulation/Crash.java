package io.lambdagrid.simulation;

/** The end of a process, in the middle of whatever it did. An error, so that no product code takes it for a failure. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1;

    public Crash() {
        super("crashed", null, false, false);
    }
}
