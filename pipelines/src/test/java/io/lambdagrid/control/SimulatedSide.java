package io.lambdagrid.control;

import io.lambdagrid.serving.SimulatedMaps;
import io.lambdagrid.simulation.Crash;

/** A grid, or one half of a split one: its maps, its jobs, its readers, and the member that leads. */
final class SimulatedSide {
    private final SimulatedCluster world;
    private final String name;
    private final SimulatedMaps maps;
    private final SimulatedJobs jobs;
    private final SimulatedReaders readers;
    private SimulatedOwner owner;
    private boolean isLossUntold;

    SimulatedSide(SimulatedCluster world, String name) {
        this.world = world;
        this.name = name;
        this.maps = new SimulatedMaps();
        if (world.plant() == SimulatedCluster.Plant.FENCES_NOT_CHECKED) {
            maps.ignoreFences();
        }
        this.jobs = new SimulatedJobs(world, maps);
        this.readers = new SimulatedReaders(world, maps);
        this.owner = world.newOwner(this);
    }

    private SimulatedSide(SimulatedSide whole, String name) {
        this.world = whole.world;
        this.name = name;
        this.maps = whole.maps.copy();
        this.jobs = whole.jobs.copy(maps);
        this.readers = whole.readers.copy(maps);
        this.isLossUntold = whole.isLossUntold;
        this.owner = world.newOwner(this);
    }

    /** Returns a half that has lost nothing. */
    SimulatedSide half(String itsName) {
        return new SimulatedSide(this, itsName);
    }

    SimulatedMaps maps() {
        return maps;
    }

    SimulatedJobs jobs() {
        return jobs;
    }

    SimulatedReaders readers() {
        return readers;
    }

    boolean isBusy() {
        return owner.isBusy();
    }

    void step() {
        if (!owner.isBusy()) {
            guarded(owner::step);
        }
    }

    void fullStep() {
        guarded(owner::fullStep);
    }

    /** Another member leads from now on. */
    void lead() {
        if (!owner.isBusy()) {
            owner = world.newOwner(this);
        }
    }

    private void guarded(Runnable step) {
        SimulatedOwner stepping = owner;
        try {
            step.run();
        } catch (Crash e) {
            world.schedule().note(() -> stepping + " crashes");
            if (owner == stepping) {
                owner = world.newOwner(this);
            }
        }
    }

    /** A partition of the grid is gone, and the member that leads is told. */
    void lose(int partition) {
        world.schedule().note(() -> this + " loses partition " + partition);
        maps.lose(partition);
        isLossUntold = true;
        guarded(owner::rowsMayBeLost);
    }

    void loseAll() {
        world.schedule().note(() -> this + " loses all members");
        maps.loseAll();
        jobs.loseAll();
        readers.loseAll();
        owner = world.newOwner(this);
    }

    /** The owner has done a whole step: whoever reads has been told of what was lost before. */
    void looked() {
        isLossUntold = false;
    }

    /** The moment between a loss and the word of it is not to be had without one. */
    void read() {
        if (!isLossUntold) {
            readers.read();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
