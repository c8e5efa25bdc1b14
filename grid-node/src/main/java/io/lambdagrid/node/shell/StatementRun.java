package io.lambdagrid.node.shell;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.node.print.ResultFormat;
import io.lambdagrid.node.print.SqlRunner;
import io.lambdagrid.node.print.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs statements, and says under each result how many rows there were, how long it took and how fresh they are. */
final class StatementRun {
    private final SqlRunner runner;
    private final ReachOfStatement reach;
    private final PrintWriter out;
    private final Clock clock;
    private boolean isTimed = true;

    StatementRun(LambdaGrid grid, PrintWriter out, ResultFormat format, Clock clock) {
        this.runner = new SqlRunner(grid, out, format);
        this.reach = new ReachOfStatement(grid);
        this.out = out;
        this.clock = clock;
    }

    boolean isTimed() {
        return isTimed;
    }

    void setTimed(boolean timed) {
        isTimed = timed;
    }

    /** Runs one statement and returns whether it went well; what is wrong with it is printed. */
    boolean run(String statement, Interruption interruption) throws IOException {
        try {
            List<ViewReach> reached = reach.of(statement);
            long start = System.nanoTime();
            long rows = runner.run(statement, () -> !interruption.isAsked());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            String what = rows < 0 ? "Done" : Words.count(rows, "row");
            String time = isTimed ? " in " + millis + " ms" : "";
            out.println(what + time + (interruption.isAsked() ? ", interrupted" : "") + inOneLine(reached));
            inLines(reached);
            return true;
        } catch (LambdaGridException e) {
            out.println(
                    interruption.isAsked()
                            ? "Interrupted"
                            : Complaint.about(statement, String.valueOf(e.getMessage())));
            return false;
        }
    }

    private String inOneLine(List<ViewReach> reached) {
        return reached.size() == 1 ? ", " + reached.get(0).text(now()) : "";
    }

    private void inLines(List<ViewReach> reached) {
        if (reached.size() > 1) {
            reached.forEach(each -> out.println("  " + each.view() + ": " + each.text(now())));
        }
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock);
    }
}
