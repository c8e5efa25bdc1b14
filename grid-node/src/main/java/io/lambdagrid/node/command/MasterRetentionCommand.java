package io.lambdagrid.node.command;

import io.lambdagrid.master.RowExpiry;
import io.lambdagrid.node.print.Words;
import io.lambdagrid.view.Dataset;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what would leave a master dataset. */
@Command(
        name = "retention",
        description = {
            "Show which records of a master dataset are older than it retains them, and change nothing. A running cluster"
                    + " lets them leave by itself, as soon as no view needs them."
        })
final class MasterRetentionCommand implements Callable<Integer> {
    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        DatasetOptions.Configured configured = dataset.read();
        PrintWriter out = Output.of(spec);
        Dataset retaining = configured.dataset();
        Duration retain = retaining.retain();
        if (retain == null) {
            out.println("All records stay: dataset '" + retaining.name() + "' has no 'retain'");
        } else {
            Instant before = Clock.systemUTC().instant().minus(retain);
            long micros = TimeUnit.MILLISECONDS.toMicros(before.toEpochMilli());
            RowExpiry expiry = new RowExpiry(configured.master().masterLocation(), retaining);
            print(expiry.preview(micros), before, out);
        }
        out.flush();
        return 0;
    }

    private static void print(RowExpiry.Preview preview, Instant before, PrintWriter out) {
        out.println(Words.count(preview.oldRecords(), "record") + " of " + preview.records() + " are of events before "
                + before);
        out.println(Words.count(preview.leavingRecords(), "record") + " would leave now, with "
                + Words.count(preview.changingFiles(), "file")
                + " dropped or written anew; the others stay until half of their file is that old");
    }
}
