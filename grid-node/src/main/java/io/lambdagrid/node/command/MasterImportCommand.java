package io.lambdagrid.node.command;

import io.lambdagrid.master.ImportFormat;
import io.lambdagrid.master.MasterImport;
import io.lambdagrid.node.print.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files into a master dataset. */
@Command(
        name = "import",
        description = {
            "Take history that never was in Kafka into a master dataset, all or nothing. The views include it after the"
                    + " next full recomputation."
        })
final class MasterImportCommand implements Callable<Integer> {
    @Mixin
    private DatasetOptions dataset = new DatasetOptions();

    @Mixin
    private ProgressOptions progress = new ProgressOptions();

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "The name of this import. Importing again under the same one does nothing.")
    private String id = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, parquet or json_lines; unless given, each file's name says so.")
    private @Nullable ImportFormat format;

    @Parameters(
            paramLabel = "FILES",
            index = "1..*",
            arity = "1..*",
            description = "Local paths, or URIs such as hdfs://HOST:PORT/PATH; also compressed, as .gz.")
    private List<String> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        List<MasterImport.Source> sources = files.stream().map(this::source).toList();
        DatasetOptions.Configured configured = dataset.read();
        MasterImport.Outcome outcome = run(configured, sources);
        PrintWriter out = Output.of(spec);
        out.println(
                outcome.isNew()
                        ? "Imported " + Words.count(outcome.accepted(), "record") + " as '" + id + "', rejected "
                                + outcome.rejected() + ". The views include them after 'batch run "
                                + configured.dataset().name() + " --full'."
                        : "There is an import '" + id + "' already; nothing was done");
        out.flush();
        return 0;
    }

    private MasterImport.Outcome run(DatasetOptions.Configured configured, List<MasterImport.Source> sources) {
        MasterImport files = new MasterImport(
                configured.master().masterLocation(),
                configured.dataset(),
                configured.master().upkeep(),
                Clock.systemUTC());
        String what = Words.count(sources.size(), "file") + " into '"
                + configured.dataset().name() + "'";
        return progress.during("import", () -> what, () -> files.run(id, sources));
    }

    private MasterImport.Source source(String file) {
        ImportFormat known = format == null ? ImportFormat.ofName(file).orElse(null) : format;
        if (known == null && spec != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "What '" + file + "' is does not show: give --format csv, parquet or json_lines");
        }
        return new MasterImport.Source(file, known == null ? ImportFormat.JSON_LINES : known);
    }
}
