package io.lambdagrid.control;

import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.master.ArchiveSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.UpkeepSettings;
import io.lambdagrid.speed.SpeedPlan;
import java.time.Duration;

/**
 * What the control loop needs to know of its surroundings.
 *
 * @param upkeep how the files of the master datasets are kept in shape
 * @param batchParallelism readers of the batch job for each member; -1 for as many as Jet has cooperative threads
 * @param recomputeInterval how often a generation is computed from the whole master dataset; zero for only on command
 * @param incrementalInterval how often the seam is moved up to what was archived since; zero for only on command
 * @param gracePeriod how long a replaced generation is kept up to date; longer than any query may take
 * @param rollbackWindow how long a generation with other definitions is kept up to date, to go back to it at once
 */
public record ControlSettings(
        KafkaSettings kafka,
        MasterLocation master,
        ArchiveSettings archive,
        UpkeepSettings upkeep,
        CassandraSettings cassandra,
        SpeedPlan.Pace speedPace,
        int batchParallelism,
        Duration recomputeInterval,
        Duration incrementalInterval,
        Duration gracePeriod,
        Duration rollbackWindow) {}
