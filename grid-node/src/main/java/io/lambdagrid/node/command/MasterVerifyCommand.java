package io.lambdagrid.node.command;

import io.lambdagrid.master.MasterReport;
import io.lambdagrid.master.MasterVerification;
import io.lambdagrid.master.MasterVerification.Depth;
import io.lambdagrid.node.print.Words;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that a master dataset holds what was archived. */
@Command(
        name = "verify",
        description = "Prove that a master dataset holds what was archived, each record once. Exit code 1 when not.")
final class MasterVerifyCommand implements Callable<Integer> {
    private enum Format {
        TABLE,
        JSON
    }

    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Option(names = "--deep", description = "Read every record, too: offsets and checksums.")
    private boolean isDeep;

    @Option(names = "--snapshot", paramLabel = "ID", description = "A table snapshot other than the newest one.")
    private @Nullable Long snapshot;

    @Option(
            names = "--problems",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many problems to tell; ${DEFAULT-VALUE} unless given.")
    private int problemLimit;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json; ${DEFAULT-VALUE} unless given.")
    private Format format = Format.TABLE;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        DatasetOptions.Configured configured = dataset.read();
        MasterVerification verification =
                new MasterVerification(configured.master().masterLocation(), configured.dataset(), problemLimit);
        Depth depth = isDeep ? Depth.ROWS : Depth.FILES;
        MasterReport report = progress.during(
                "verify",
                () -> isDeep ? "every record" : "every file",
                () -> snapshot == null ? verification.verify(depth) : verification.verify(snapshot, depth));
        PrintWriter out = Output.of(spec);
        switch (format) {
            case TABLE -> new MasterReportPrinter(report).tables(out);
            case JSON -> new MasterReportPrinter(report).json(out);
        }
        if (!report.isSound()) {
            throw new GridException(
                    GridError.MASTER_DAMAGED,
                    "The master dataset of '" + report.dataset() + "' has "
                            + Words.count(report.problemCount(), "problem")
                            + ". Restore the files named above from a backup, or from the topic while it still has the"
                            + " records.");
        }
        return 0;
    }
}
