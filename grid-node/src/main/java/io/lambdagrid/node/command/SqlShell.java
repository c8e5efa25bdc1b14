package io.lambdagrid.node.command;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/** The interactive shell: history, statements over several lines up to a semicolon, Ctrl+C ends the query only. */
final class SqlShell {
    private static final Path HISTORY = Path.of(System.getProperty("user.home", "."), ".lambda-grid-history");
    private static final List<String> WORDS_THAT_LEAVE = List.of("exit", "quit", "\\q");
    private static final String HELP = """
            A statement ends with a semicolon. Ctrl+C ends a query, 'exit' the shell.
              SELECT "view", status, fresh_to FROM lambda_views;   what there is to query""";

    private final LambdaGrid grid;
    private final ResultFormat format;

    SqlShell(LambdaGrid grid, ResultFormat format) {
        this.grid = grid;
        this.format = format;
    }

    /** Reads and runs statements until the user leaves. */
    void run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("lambda-grid")
                    .parser(new UpToSemicolon())
                    .variable(LineReader.HISTORY_FILE, HISTORY)
                    .variable(LineReader.SECONDARY_PROMPT_PATTERN, "     > ")
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            terminal.writer().println(HELP);
            while (readAndRun(reader, terminal)) {
                terminal.flush();
            }
        }
    }

    private boolean readAndRun(LineReader reader, Terminal terminal) throws IOException {
        try {
            String line = reader.readLine("grid > ").strip();
            if (WORDS_THAT_LEAVE.contains(line)) {
                return false;
            }
            if (line.equals("help")) {
                terminal.writer().println(HELP);
                return true;
            }
            for (String statement : SqlText.of(line).all()) {
                run(statement, terminal);
            }
            return true;
        } catch (UserInterruptException e) {
            return true;
        } catch (EndOfFileException e) {
            return false;
        }
    }

    private void run(String statement, Terminal terminal) throws IOException {
        PrintWriter out = terminal.writer();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread running = Thread.currentThread();
        Terminal.SignalHandler before = terminal.handle(Signal.INT, signal -> {
            interrupted.set(true);
            running.interrupt();
        });
        long start = System.nanoTime();
        try {
            long rows = new SqlRunner(grid, out, format).run(statement, () -> !interrupted.get());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            String what = rows < 0 ? "Done" : Words.count(rows, "row");
            out.println(what + " in " + millis + " ms" + (interrupted.get() ? ", interrupted" : ""));
        } catch (LambdaGridException e) {
            out.println(interrupted.get() ? "Interrupted" : Complaint.about(statement, String.valueOf(e.getMessage())));
        } finally {
            terminal.handle(Signal.INT, before);
            // The interruption was meant for the query, which has ended.
            Thread.interrupted();
        }
    }

    /** A line is complete when it ends with a semicolon, is one of the shell's own words, or is blank. */
    private static final class UpToSemicolon implements Parser {
        private final DefaultParser words = new DefaultParser();

        UpToSemicolon() {
            words.setEofOnUnclosedQuote(false);
            words.setEscapeChars(null);
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            String text = line.strip();
            boolean complete = WORDS_THAT_LEAVE.contains(text)
                    || text.equals("help")
                    || SqlText.of(line).rest().isEmpty();
            if (context == ParseContext.ACCEPT_LINE && !complete) {
                throw new EOFError(-1, cursor, "the statement has no semicolon yet");
            }
            return words.parse(line, cursor, context);
        }
    }
}
