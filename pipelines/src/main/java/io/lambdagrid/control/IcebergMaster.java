package io.lambdagrid.control;

import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.MasterUpkeep;
import io.lambdagrid.master.TableSnapshot;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.Set;

/** The master dataset on its file system. */
final class IcebergMaster implements Master {
    private final MasterTable table;
    private final MasterTable shown;
    private final MasterUpkeep upkeep;

    IcebergMaster(ControlSettings settings, Dataset dataset, Clock clock) {
        this.table = new MasterTable(settings.master(), dataset);
        // Each is for one thread.
        this.shown = new MasterTable(settings.master(), dataset);
        this.upkeep = new MasterUpkeep(settings.master(), dataset, settings.upkeep(), clock);
    }

    @Override
    public boolean exists() {
        return table.exists();
    }

    @Override
    public void evolve() {
        table.evolve();
    }

    @Override
    public void createIfAbsent(Coverage start) {
        table.createIfAbsent(start);
    }

    @Override
    public TableSnapshot current() {
        return table.current();
    }

    @Override
    public TableSnapshot shown() {
        return shown.current();
    }

    @Override
    public void keepInShape(Set<Long> needed, OptionalLong expireBefore) {
        upkeep.runIfDue(needed, expireBefore);
    }

    @Override
    public void close() {
        upkeep.close();
    }
}
