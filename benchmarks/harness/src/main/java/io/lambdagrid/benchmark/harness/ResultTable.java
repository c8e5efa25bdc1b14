package io.lambdagrid.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A result for people: a Markdown table that can be read as it is and pasted into a document. */
final class ResultTable {
    private ResultTable() {}

    static String of(Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.benchmark() + ": " + result.measures());
        lines.add("");
        lines.add(
                "machine   " + result.machine().cpu() + ", " + result.machine().cores() + " cores, "
                        + result.machine().memory() + ", " + result.machine().kernel() + ", "
                        + result.machine().jvm() + ", load before "
                        + format("%.1f", result.machine().loadBefore()));
        lines.add("sources   " + result.commit() + ", " + result.startedAt());
        lines.add("workload  " + result.workload());
        lines.add("answer    " + result.answer() + ", the same from all");
        lines.add("rounds    " + result.runs() + " after " + result.warmUps() + " to warm up");
        if (result.machine().wasBusy()) {
            lines.add("CAUTION   the machine was busy before the start: compare CPU seconds, not times");
        }
        lines.add("");
        lines.add(
                "| subject | seconds: min / median / max | records/s (median) | CPU s per million | load | includes |");
        lines.add("|---|---|---|---|---|---|");
        result.subjects().forEach(subject -> lines.add(row(subject)));
        lines.add("");
        lines.add("| ours | peer | throughput, ours : peer | CPU, ours : peer |");
        lines.add("|---|---|---|---|");
        result.ratios()
                .forEach(ratio -> lines.add("| " + ratio.ours() + " | " + ratio.peer() + " | "
                        + format("%.3f", ratio.throughput()) + " | " + format("%.2f", ratio.cpu()) + " |"));
        lines.add("");
        result.subjects()
                .forEach(subject ->
                        lines.add(subject.name() + " " + subject.versions() + "  java " + subject.jvmFlags()));
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(Result.SubjectResult subject) {
        return "| " + subject.name() + " | "
                + format(
                        "%.2f / %.2f / %.2f",
                        subject.seconds().min(),
                        subject.seconds().median(),
                        subject.seconds().max())
                + " | " + format("%,.0f", subject.recordsPerSecond().median())
                + " | " + format("%.2f", subject.cpuSecondsPerMillionRecords().median())
                + " | " + format("%.1f", subject.load())
                + " | " + subject.includes() + " |";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
