package io.lambdagrid.benchmark.harness;

import io.lambdagrid.benchmark.grid.GridSpeed;
import io.lambdagrid.benchmark.peer.RawConsumer;
import io.lambdagrid.benchmark.workload.Backlog;
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

/** The speed job against the least that a program on the JVM has to do. */
@Command(
        name = SpeedBacklogCommand.NAME,
        description = {
            "How fast the speed job works off a backlog: a real Kafka on this machine, 4 partitions, lz4, the view"
                    + " 'revenue by product'.",
            "Against a loop of consumer, Jackson's token stream and a hash table, which is about the physical limit."
        },
        mixinStandardHelpOptions = true)
final class SpeedBacklogCommand implements Callable<Integer> {
    static final String NAME = "speed-backlog";

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Records in the backlog; ${DEFAULT-VALUE} unless given.")
    private long records;

    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        OrdersWorkload workload = new OrdersWorkload(options.seed(), records);
        Console console = new Console(spec);
        try (LocalStack stack = LocalStack.builder()
                .dataFolder(options.data().resolve("servers"))
                .servers(EnumSet.of(ServerKind.KAFKA))
                .build()) {
            stack.start();
            Backlog backlog = new Backlog(stack.kafkaBootstrapServers(), workload);
            console.say("Kafka is ready; its topic '" + backlog.topic() + "' is being filled unless it was before");
            backlog.fill();
            new Benchmark(
                            NAME,
                            "records a second from a backlog of four partitions (lz4) into 'revenue by product'",
                            workload,
                            subjects(stack, backlog))
                    .run(options, console.out());
        }
        return 0;
    }

    private List<Launch> subjects(LocalStack stack, Backlog backlog) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("kafka", stack.kafkaBootstrapServers());
        parameters.put("topic", backlog.topic());
        parameters.put("threads", String.valueOf(options.threads()));
        Map<String, String> withView = new LinkedHashMap<>(parameters);
        withView.put("sql", RevenueByProduct.SQL);
        return List.of(
                new Launch(
                        "lambda-grid speed job",
                        Launch.Role.OURS,
                        "exactly once into the view map, until its applied coverage (published every 100 ms) is the end"
                                + " of the log",
                        GridSpeed.class.getName(),
                        Installation.ownClassPath(),
                        Installation.gridFlags(),
                        withView),
                new Launch(
                        "raw consumer",
                        Launch.Role.PEER,
                        "poll, Jackson tokens, hash table of each thread, one merge; nothing is kept or served",
                        RawConsumer.class.getName(),
                        Installation.ownClassPath(),
                        List.of(),
                        parameters));
    }
}
