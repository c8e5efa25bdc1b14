package io.lambdagrid.master;

import com.hazelcast.jet.core.AbstractProcessor;
import io.lambdagrid.kafka.ExactConsumer;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.view.Dataset;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs one {@link ArchiveWriter} as a source that never ends; on a thread of its own, for it waits for servers. */
final class WriteFiles extends AbstractProcessor {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Dataset dataset;
    private final KafkaSettings kafka;
    private final MasterLocation location;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private @Nullable PatientWriter writer;
    private @Nullable ArchivedFile unsent;

    WriteFiles(
            Dataset dataset,
            KafkaSettings kafka,
            MasterLocation location,
            ArchiveSettings settings,
            InstantSource clock) {
        this.dataset = dataset;
        this.kafka = kafka;
        this.location = location;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean isCooperative() {
        return false;
    }

    @Override
    protected void init(Context context) {
        PartitionShare share = new PartitionShare(context.globalProcessorIndex(), context.totalParallelism());
        ArchiveWriter working = new ArchiveWriter(
                dataset,
                new TopicInspector(kafka),
                topicId -> new ExactConsumer(kafka, dataset.topic(), topicId),
                new MasterTable(location, dataset),
                share,
                settings,
                clock);
        writer = new PatientWriter(working, new Outage("Archive of '" + dataset.name() + "'", clock));
    }

    @Override
    public boolean complete() {
        if (writer == null) {
            throw new IllegalStateException("init() comes before complete()");
        }
        if (unsent == null) {
            unsent = next(writer);
        }
        if (unsent != null && tryEmit(unsent)) {
            unsent = null;
        }
        return false;
    }

    private static @Nullable ArchivedFile next(PatientWriter working) {
        if (!working.isTimeToTry()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            return null;
        }
        return working.next(POLL).orElse(null);
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
