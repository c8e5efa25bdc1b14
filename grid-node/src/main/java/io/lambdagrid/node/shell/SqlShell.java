package io.lambdagrid.node.shell;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.node.print.ResultFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The interactive shell: history that is kept, statements over several lines up to a semicolon, completion, words of
 * its own. Ctrl+C ends a query only.
 */
public final class SqlShell {
    private static final Path HISTORY = Path.of(System.getProperty("user.home", "."), ".lambda-grid-history");
    private static final String GREETING =
            "Statements end with a semicolon; \\d lists the views, \\help says the rest.";

    private final LambdaGrid grid;
    private final ResultFormat format;

    public SqlShell(LambdaGrid grid, ResultFormat format) {
        this.grid = grid;
        this.format = format;
    }

    /** Reads and runs statements until the user leaves. */
    public void run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("lambda-grid")
                    .parser(new StatementParser())
                    .completer(new SqlCompleter(new GridNames(grid, System::nanoTime)))
                    .variable(LineReader.HISTORY_FILE, HISTORY)
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "     > ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.CASE_INSENSITIVE, true)
                    .build();
            Clock clock = Clock.system(ZoneId.systemDefault());
            StatementRun statements = new StatementRun(grid, terminal.writer(), format, clock);
            ShellSession session = new ShellSession(grid, terminal, statements);
            terminal.writer().println(GREETING);
            while (readAndRun(reader, session)) {
                terminal.flush();
            }
        }
    }

    /** Returns whether there may be more to do. */
    private static boolean readAndRun(LineReader reader, ShellSession session) throws IOException {
        try {
            return session.run(reader.readLine("grid > "));
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
    }
}
