package io.lambdagrid.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lambdagrid.stack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills everything and says how long it takes to come back. */
@Command(
        name = "cold-restart",
        mixinStandardHelpOptions = true,
        description = {
            "Kills three nodes and all servers at once, starts them again, and says how long it took",
            "until a view of many rows was served, exactly, as a line of JSON. A view that had to be",
            "computed anew is a fault."
        })
final class ColdRestartCommand implements Callable<Integer> {
    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many rows the view has; ${DEFAULT-VALUE} unless given.")
    private int rows;

    @Mixin
    private NodeJar jar = new NodeJar();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = ChaosMain.output(spec);
        if (!jar.isThere(out)) {
            return 1;
        }
        try (RunFolder folder = RunFolder.create();
                LocalStack stack =
                        LocalStack.builder().dataFolder(folder.servers()).build()) {
            stack.start();
            ColdRestart restart = new ColdRestart(stack, jar.path(), folder.of("nodes"), rows, System.err::println);
            ColdRestart.Shown shown = restart.run();
            out.println(new ObjectMapper().writeValueAsString(shown));
            out.flush();
            if (shown.generationAfter() != shown.generationBefore()) {
                return 1;
            }
            folder.forget();
            return 0;
        }
    }
}
