package io.lambdagrid.node.command;

import io.lambdagrid.node.GridNode;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.node.config.GridConfiguration;
import io.lambdagrid.node.config.Settings;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a node and runs until the process is asked to end. */
@Command(name = "start", description = "Start a node; the default. Ends with Ctrl+C or SIGTERM.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    /** A process that starts nodes may be killed, and cannot stop them then; its end of the pipe closes even so. */
    @Option(names = "--until-input-ends", hidden = true, description = "End when standard input ends.")
    private boolean endsWithInput;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (endsWithInput) {
            Thread watch = new Thread(StartCommand::exitWhenInputEnds, "standard-input");
            watch.setDaemon(true);
            watch.start();
        }
        return run(configuration, Output.of(spec));
    }

    private static void exitWhenInputEnds() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        System.exit(0);
    }

    static Integer run(ConfigurationOptions configuration, PrintWriter out) throws Exception {
        GridConfiguration read = configuration.open().read();
        banner(read, configuration, out);
        try (GridNode node = new GridNode(read)) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-shutdown"));
            node.start();
            Settings settings = read.settings();
            out.println("Ready. Query it with: java -jar grid-node.jar sql --address "
                    + settings.cluster().host() + ":" + settings.cluster().port()
                    + node.httpAddress().map(address -> ", or at " + address).orElse(""));
            out.flush();
            node.awaitTermination();
        }
        return 0;
    }

    private static void banner(GridConfiguration read, ConfigurationOptions configuration, PrintWriter out) {
        Settings settings = read.settings();
        ClusterSection cluster = settings.cluster();
        out.println("lambda-grid " + ProductVersion.version() + "   configuration "
                + configuration.folder().toAbsolutePath().normalize());
        out.println("  cluster   " + cluster.name() + " at " + cluster.host() + ":" + cluster.port());
        out.println("  kafka     " + String.join(", ", settings.kafka().bootstrapServers()));
        out.println("  master    " + settings.master().location() + "   cassandra "
                + String.join(", ", settings.cassandra().contactPoints()));
        if (settings.http().insecureLab()) {
            out.println("  insecure  'http.insecure-lab' lets everybody in who reaches "
                    + settings.http().host());
        }
        out.println("  serving   " + Words.count(read.views().size(), "view") + " of "
                + Words.count(read.datasets().size(), "dataset"));
        out.flush();
    }
}
