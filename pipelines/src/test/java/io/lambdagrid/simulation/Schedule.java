package io.lambdagrid.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** All chance of one simulated run, drawn from its seed; and when it is replayed, the trace of its steps. */
public final class Schedule {
    private final SplittableRandom random;
    private final long seed;
    private final boolean traced;
    private final List<String> trace = new ArrayList<>();
    private boolean calm;

    Schedule(long seed, boolean traced) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.traced = traced;
    }

    public long seed() {
        return seed;
    }

    /** Returns a number from 0 to {@code bound}, exclusive. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    public long nextLong() {
        return random.nextLong();
    }

    /** Returns true once in so many times on the average. */
    public boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Like {@link #onceIn}, but never after {@link #calmDown}. */
    public boolean faultOnceIn(int times) {
        return !calm && random.nextInt(times) == 0;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Ends all faults: what follows has to go well. */
    public void calmDown() {
        calm = true;
        note(() -> "--- faults end");
    }

    public boolean isCalm() {
        return calm;
    }

    /** Notes a step; costs nothing unless the run is replayed. */
    public void note(Supplier<String> step) {
        if (traced) {
            trace.add(step.get());
        }
    }

    List<String> trace() {
        return trace;
    }
}
