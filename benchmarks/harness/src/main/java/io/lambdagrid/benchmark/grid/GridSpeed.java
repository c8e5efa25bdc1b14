package io.lambdagrid.benchmark.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.map.IMap;
import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.benchmark.subject.Parameters;
import io.lambdagrid.benchmark.subject.Rounds;
import io.lambdagrid.benchmark.subject.Subject;
import io.lambdagrid.benchmark.workload.OrdersWorkload;
import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.Progress;
import io.lambdagrid.kafka.KafkaSettings;
import io.lambdagrid.kafka.TopicInspector;
import io.lambdagrid.kafka.TopicState;
import io.lambdagrid.speed.SpeedJob;
import io.lambdagrid.speed.SpeedPlan;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/** The speed job over a backlog: from its start until its applied coverage is the end of the log. */
public final class GridSpeed implements Subject {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private static final int MOST_ATTEMPTS = 10;

    private final HazelcastInstance member;
    private final Dataset dataset;
    private final KafkaSettings kafka;
    private final SpeedPlan.Pace pace;
    private final TopicState topic;
    private final RevenueView view;

    private GridSpeed(HazelcastInstance member, Parameters parameters) {
        this.member = member;
        this.dataset = OrdersWorkload.dataset(parameters.text("topic"));
        this.kafka = new KafkaSettings(parameters.text("kafka"), Map.of());
        SpeedPlan.Pace defaults = SpeedPlan.Pace.DEFAULTS;
        this.pace =
                new SpeedPlan.Pace(defaults.flushInterval(), defaults.progressInterval(), parameters.number("threads"));
        this.topic = inspect(kafka, dataset.topic());
        this.view = new RevenueView(member, dataset, parameters.text("sql"));
    }

    /** Asks again for a while: on a busy machine a first answer may take longer than the inspector waits. */
    private static TopicState inspect(KafkaSettings kafka, String topic) {
        try (TopicInspector inspector = new TopicInspector(kafka)) {
            for (int attempt = 1; ; attempt++) {
                try {
                    return inspector.inspect(topic);
                } catch (GridException e) {
                    if (attempt == MOST_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Runs it as a subject. */
    public static void main(String[] arguments) {
        Rounds.main(arguments, parameters -> new GridSpeed(Member.start(), parameters));
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("hazelcast", Member.version(), "kafka-clients", AppInfoParser.getVersion());
    }

    @Override
    public void prepare() {
        view.openForSpeed(topic.start());
    }

    @Override
    public void work() {
        Job job = SpeedJob.start(
                member, new SpeedPlan(dataset, view.generation(), List.of(view.definition()), kafka, topic.id(), pace));
        Coverage end = topic.end();
        while (!applied().reaches(end)) {
            if (job.getStatus() == JobStatus.FAILED) {
                job.join();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Coverage applied() {
        Progress progress = progress().get(progressKey());
        return progress == null ? topic.start() : Coverage.parse(progress.appliedCoverage());
    }

    @Override
    public Answer answer() {
        Job job = member.getJet().getJob(SpeedJob.name(dataset.name(), view.generation()));
        if (job != null) {
            end(job);
        }
        progress().delete(progressKey());
        return view.take();
    }

    private static void end(Job job) {
        job.cancel();
        try {
            job.join();
        } catch (CompletionException | CancellationException e) {
            // How a job that was cancelled says so.
        }
    }

    private IMap<String, Progress> progress() {
        return member.getMap(GridMaps.PROGRESS);
    }

    private String progressKey() {
        return GridMaps.generationKey(dataset.name(), view.generation());
    }

    @Override
    public void close() {
        member.getLifecycleService().terminate();
    }
}
