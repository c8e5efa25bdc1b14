package io.lambdagrid.node.command;

import io.lambdagrid.master.Compaction;
import io.lambdagrid.node.print.Words;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compacts small files now. */
@Command(
        name = "compact",
        description = {
            "Make few large files out of the small ones of a master dataset. A running cluster does so by itself and may"
                    + " go on meanwhile."
        })
final class MasterCompactCommand implements Callable<Integer> {
    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        DatasetOptions.Configured configured = dataset.read();
        Compaction compaction = new Compaction(
                configured.master().masterLocation(),
                configured.dataset(),
                configured.master().upkeep());
        Compaction.Outcome outcome = progress.during("compact", () -> "small files", compaction::run);
        PrintWriter out = Output.of(spec);
        out.println(
                outcome.newFiles() == 0
                        ? "Nothing to compact"
                        : Words.count(outcome.replacedFiles(), "small file") + " became "
                                + Words.count(outcome.newFiles(), "file"));
        out.flush();
        return 0;
    }
}
