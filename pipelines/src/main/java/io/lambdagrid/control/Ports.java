package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.Topics;
import io.lambdagrid.serving.SharedMaps;
import io.lambdagrid.view.Dataset;
import java.time.Clock;

/**
 * What the control of one dataset acts on. Any call may fail, be late, or be the last one; what is decided in between
 * knows no engine.
 *
 * @param shared what members and clients tell each other
 * @param rows the maps of generations
 * @param names what SQL finds
 * @param jobs what computes
 * @param catalog the truth about generations, and their stored rows
 * @param topics what Kafka says
 * @param master the master dataset
 * @param background takes what may take long
 * @param pause waits a moment
 */
record Ports(
        SharedMaps shared,
        RowMaps rows,
        Names names,
        Jobs jobs,
        Catalog catalog,
        Topics topics,
        Master master,
        Background background,
        Pause pause)
        implements AutoCloseable {
    /** Returns those of a member. */
    static Ports of(HazelcastInstance grid, ControlSettings settings, Dataset dataset, Clock clock) {
        return new Ports(
                SharedMaps.of(grid),
                new GridRowMaps(grid),
                Names.of(grid),
                new JetJobs(grid, settings, dataset),
                new CassandraCatalog(settings.cassandra(), clock),
                new TopicInspector(settings.kafka()),
                new IcebergMaster(settings, dataset, clock),
                new BackgroundThread("lambda-housekeeping"),
                Pause.OF_THE_THREAD);
    }

    @Override
    public void close() {
        background.close();
        master.close();
        catalog.close();
        topics.close();
    }
}
