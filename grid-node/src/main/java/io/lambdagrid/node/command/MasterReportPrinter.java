package io.lambdagrid.node.command;

import io.lambdagrid.master.DeclaredGap;
import io.lambdagrid.master.Expired;
import io.lambdagrid.master.MasterProblem;
import io.lambdagrid.master.MasterReport;
import io.lambdagrid.master.MasterReport.PartitionReport;
import io.lambdagrid.master.MasterVerification.Depth;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.RowPrinter;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what a verification found. */
final class MasterReportPrinter {
    private final MasterReport report;

    MasterReportPrinter(MasterReport report) {
        this.report = report;
    }

    void tables(PrintWriter out) throws IOException {
        out.println("partitions");
        partitions(ResultFormat.TABLE.printer(out));
        if (!report.gaps().isEmpty()) {
            out.println();
            out.println("declared gaps");
            gaps(ResultFormat.TABLE.printer(out));
        }
        if (!report.isSound()) {
            out.println();
            out.println("problems");
            problems(ResultFormat.TABLE.printer(out));
        }
        out.println();
        out.println((report.isSound() ? "sound: " : "NOT SOUND: ")
                + Words.count(report.files(), "file") + ", "
                + Words.count(report.bytes(), "byte") + ", "
                + Words.count(records(), "record") + givenUp() + expired() + ", table snapshot "
                + report.snapshot().id()
                + (report.depth() == Depth.ROWS ? ", every record read" : ", files only; --deep reads every record"));
        out.flush();
    }

    void json(PrintWriter out) throws IOException {
        out.print("{\"table\": ");
        RowPrinter table = ResultFormat.JSON.printer(out);
        table.begin(List.of(
                "dataset", "sound", "snapshot", "depth", "files", "bytes", "records", "problems", "expired_before"));
        Expired expired = report.expired();
        table.row(Arrays.asList(
                report.dataset(),
                report.isSound(),
                report.snapshot().id(),
                report.depth(),
                report.files(),
                report.bytes(),
                records(),
                report.problemCount(),
                expired == null ? null : expired.beforeInstant()));
        table.end();
        out.print(", \"partitions\": ");
        partitions(ResultFormat.JSON.printer(out));
        out.print(", \"gaps\": ");
        gaps(ResultFormat.JSON.printer(out));
        out.print(", \"problems\": ");
        problems(ResultFormat.JSON.printer(out));
        out.println("}");
        out.flush();
    }

    private long records() {
        return report.partitions().stream().mapToLong(PartitionReport::rows).sum();
    }

    private void partitions(RowPrinter printer) throws IOException {
        printer.begin(List.of("partition", "first_offset", "end_offset", "records", "expired"));
        for (PartitionReport partition : report.partitions()) {
            printer.row(List.of(
                    partition.partition(),
                    partition.archived().from(),
                    partition.archived().end(),
                    partition.rows(),
                    partition.expired()));
        }
        printer.end();
    }

    private String givenUp() {
        long offsets =
                report.gaps().stream().mapToLong(gap -> gap.offsets().length()).sum();
        return offsets == 0 ? "" : ", " + Words.count(offsets, "offset") + " given up";
    }

    private String expired() {
        Expired expired = report.expired();
        return expired == null
                ? ""
                : ", " + Words.count(expired.records(), "record") + " of before " + expired.beforeInstant()
                        + " expired by 'retain'";
    }

    private void gaps(RowPrinter printer) throws IOException {
        printer.begin(List.of("partition", "from_offset", "end_offset", "accepted_at", "reason"));
        for (DeclaredGap gap : report.gaps()) {
            printer.row(List.of(
                    gap.partition(), gap.offsets().from(), gap.offsets().end(), gap.acceptedAt(), gap.reason()));
        }
        printer.end();
    }

    private void problems(RowPrinter printer) throws IOException {
        printer.begin(List.of("problem", "file", "partition", "from_offset", "end_offset", "what"));
        for (MasterProblem problem : report.problems()) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(problem.kind());
            row.add(problem.file());
            row.add(problem.partition());
            row.add(problem.offsets() == null ? null : problem.offsets().from());
            row.add(problem.offsets() == null ? null : problem.offsets().end());
            row.add(problem.what());
            printer.row(row);
        }
        printer.end();
    }
}
