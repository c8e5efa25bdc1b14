package io.lambdagrid.node.command;

import io.lambdagrid.node.doctor.Doctor;
import io.lambdagrid.node.doctor.Finding;
import io.lambdagrid.node.doctor.Finding.Verdict;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything a node needs. */
@Command(
        name = "doctor",
        description = {
            "Check the configuration, this machine, Kafka, the master dataset's file system, Cassandra and the cluster.",
            "One line for each check: ok, warn or fail, with the error's code. Exit code 1 when one fails."
        })
final class DoctorCommand implements Callable<Integer> {
    private enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; ${DEFAULT-VALUE} unless given.")
    private Format format = Format.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LogVolume.silenceUnlessRaised();
        PrintWriter out = Output.of(spec);
        Doctor doctor = new Doctor(configuration.open(), Clock.systemUTC());
        List<Finding> findings = new ArrayList<>();
        switch (format) {
            case TEXT -> {
                doctor.examine(finding -> {
                    findings.add(finding);
                    out.println(line(finding));
                    out.flush();
                });
                out.println(summary(findings));
            }
            case JSON -> {
                doctor.examine(findings::add);
                print(findings, ResultFormat.JSON.printer(out));
            }
        }
        out.flush();
        return count(findings, Verdict.FAIL) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static String line(Finding finding) {
        String code = finding.code().isEmpty() ? "" : finding.code() + "  ";
        return String.format(
                Locale.ROOT, "%-5s %-14s %s%s", word(finding), finding.subject(), code, finding.sentence());
    }

    private static String word(Finding finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static String summary(List<Finding> findings) {
        long failures = count(findings, Verdict.FAIL);
        long warnings = count(findings, Verdict.WARN);
        String text = Words.count(failures, "failure") + ", " + Words.count(warnings, "warning");
        return failures + warnings == 0 ? "All is well." : text + ". 'explain CODE' says more of each.";
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private static void print(List<Finding> findings, RowPrinter printer) throws IOException {
        printer.begin(List.of("check", "verdict", "code", "text"));
        for (Finding finding : findings) {
            printer.row(List.of(finding.subject(), word(finding), finding.code(), finding.sentence()));
        }
        printer.end();
    }
}
