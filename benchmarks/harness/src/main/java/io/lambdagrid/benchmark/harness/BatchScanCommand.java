package io.lambdagrid.benchmark.harness;

import io.lambdagrid.benchmark.grid.GridBatch;
import io.lambdagrid.benchmark.peer.DuckDbScan;
import io.lambdagrid.benchmark.workload.MasterFiles;
import io.lambdagrid.benchmark.workload.OrdersWorkload;
import io.lambdagrid.stack.LocalStack;
import io.lambdagrid.stack.ServerKind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The batch job against Spark and DuckDB on the same files. */
@Command(
        name = BatchScanCommand.NAME,
        description = {
            "How fast the batch job reads the master dataset: Parquet files on this machine, written by the table's own"
                    + " writer, the view 'revenue by product'.",
            "Against Spark in local mode and DuckDB, over the same files."
        },
        mixinStandardHelpOptions = true)
final class BatchScanCommand implements Callable<Integer> {
    static final String NAME = "batch-scan";

    private static final String SPARK_MAIN = "io.lambdagrid.benchmark.spark.SparkScan";

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5000000",
            description = "Rows of the master dataset; ${DEFAULT-VALUE} unless given.")
    private long rows;

    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        OrdersWorkload workload = new OrdersWorkload(options.seed(), rows);
        Console console = new Console(spec);
        MasterFiles master = new MasterFiles(options.data().resolve("master"), workload);
        console.say("The master dataset at " + master.location() + " is being written unless it was before");
        master.fill();
        try (LocalStack stack = LocalStack.builder()
                .dataFolder(options.data().resolve("servers"))
                .servers(EnumSet.of(ServerKind.CASSANDRA))
                .build()) {
            stack.start();
            new Benchmark(
                            NAME,
                            "rows a second from the master dataset (Parquet, zstd, local files) to 'revenue by product'",
                            workload,
                            subjects(stack, master))
                    .run(options, console.out());
        }
        return 0;
    }

    private List<Launch> subjects(LocalStack stack, MasterFiles master) {
        return List.of(
                grid("aggregate", GridBatch.Stage.AGGREGATE, "scan and aggregation only", stack, master),
                grid(
                        "into view map",
                        GridBatch.Stage.VIEW_MAP,
                        "scan, aggregation, and each row in the view map, ready for SQL and get",
                        stack,
                        master),
                grid(
                        "whole job",
                        GridBatch.Stage.CASSANDRA,
                        "all of that, and each row durable in Cassandra (a server on the same cores)",
                        stack,
                        master),
                new Launch(
                        "spark local",
                        Launch.Role.PEER,
                        "scan and aggregation only, into Spark's noop sink",
                        SPARK_MAIN,
                        Installation.sparkClassPath(),
                        Installation.sparkFlags(),
                        peerParameters(master)),
                new Launch(
                        "duckdb",
                        Launch.Role.PEER,
                        "scan and aggregation only, into a table in memory",
                        DuckDbScan.class.getName(),
                        Installation.ownClassPath(),
                        List.of(),
                        peerParameters(master)));
    }

    private Launch grid(String name, GridBatch.Stage stage, String includes, LocalStack stack, MasterFiles master) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("stage", stage.parameter());
        parameters.put("master", master.location());
        parameters.put("cassandra", stack.cassandraContactPoint());
        parameters.put("datacenter", stack.cassandraDatacenter());
        parameters.put("threads", String.valueOf(options.threads()));
        parameters.put("sql", RevenueByProduct.SQL);
        return new Launch(
                "lambda-grid " + name,
                Launch.Role.OURS,
                includes,
                GridBatch.class.getName(),
                Installation.ownClassPath(),
                Installation.gridFlags(),
                parameters);
    }

    private Map<String, String> peerParameters(MasterFiles master) {
        return Map.of(
                "files",
                master.files(),
                "dataset",
                "orders",
                "threads",
                String.valueOf(options.threads()),
                "sql",
                RevenueByProduct.SQL);
    }
}
