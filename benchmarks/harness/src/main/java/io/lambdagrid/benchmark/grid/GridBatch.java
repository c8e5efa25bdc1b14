package io.lambdagrid.benchmark.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import io.lambdagrid.batch.BatchJob;
import io.lambdagrid.batch.BatchPlan;
import io.lambdagrid.batch.PartialBatchJob;
import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.benchmark.subject.Parameters;
import io.lambdagrid.benchmark.subject.Rounds;
import io.lambdagrid.benchmark.subject.Subject;
import io.lambdagrid.benchmark.workload.OrdersWorkload;
import io.lambdagrid.cassandra.CassandraSettings;
import io.lambdagrid.master.MasterLocation;
import io.lambdagrid.master.MasterTable;
import io.lambdagrid.master.OffsetSlice;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Horizons;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The batch job over the master dataset, or its first stages: from its start until it has ended. */
public final class GridBatch implements Subject {
    private static final long ATTEMPT = 1;

    private final HazelcastInstance member;
    private final Parameters parameters;
    private final Stage stage;
    private final Dataset dataset;
    private final MasterLocation master;
    private final long tableSnapshot;
    private final RevenueView view;
    private Map<String, byte[]> groups = Map.of();

    /** Where the batch job ends. */
    public enum Stage {
        /** All groups are merged, in the memory of the job. */
        AGGREGATE,
        /** All rows are in the view map. */
        VIEW_MAP,
        /** They are in Cassandra, too: the whole job as nodes run it. */
        CASSANDRA;

        /** Returns how it is called on a command line. */
        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private GridBatch(HazelcastInstance member, Parameters parameters) {
        this.member = member;
        this.parameters = parameters;
        this.stage = Stage.valueOf(parameters.text("stage").toUpperCase(Locale.ROOT));
        this.dataset = OrdersWorkload.dataset("orders");
        this.master = MasterLocation.of(parameters.text("master"), Map.of());
        this.tableSnapshot = new MasterTable(master, dataset).current().id();
        this.view = new RevenueView(member, dataset, parameters.text("sql"));
    }

    /** Runs it as a subject. */
    public static void main(String[] arguments) {
        Rounds.main(arguments, parameters -> new GridBatch(Member.start(), parameters));
    }

    @Override
    public Map<String, String> versions() {
        return Map.of("hazelcast", Member.version());
    }

    @Override
    public void prepare() {
        view.openForFilling(ATTEMPT);
    }

    @Override
    public void work() {
        BatchPlan plan = new BatchPlan(
                dataset,
                view.generation(),
                view.generation(),
                ATTEMPT,
                List.of(view.definition()),
                master,
                tableSnapshot,
                OffsetSlice.ALL,
                Horizons.NONE,
                cassandra(),
                parameters.number("threads"));
        switch (stage) {
            case AGGREGATE -> groups = PartialBatchJob.aggregate(member, plan);
            case VIEW_MAP -> PartialBatchJob.fillViewMaps(member, plan);
            case CASSANDRA -> {
                Job job = BatchJob.start(member, plan);
                job.join();
            }
        }
    }

    private CassandraSettings cassandra() {
        return CassandraSettings.of(List.of(parameters.text("cassandra")), parameters.text("datacenter"), "benchmark");
    }

    @Override
    public Answer answer() {
        Answer inMap = view.take();
        return stage == Stage.AGGREGATE ? view.answer(groups) : inMap;
    }

    @Override
    public void close() {
        member.getLifecycleService().terminate();
    }
}
