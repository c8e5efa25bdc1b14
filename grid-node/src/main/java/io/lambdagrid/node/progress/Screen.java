package io.lambdagrid.node.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Shows what changes: repainted in place on a terminal, as a line every ten seconds elsewhere. For one thread at a
 * time.
 */
public final class Screen {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final String ERASE_TO_END_OF_LINE = "\u001b[K";

    /** A line too long for the terminal is cut there: wrapped, it would be two lines, and repainting counts lines. */
    private static final String CUT_LONG_LINES = "\u001b[?7l";

    private static final String WRAP_LONG_LINES = "\u001b[?7h";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final Kind kind;
    private int painted;
    private long lastLineNanos = System.nanoTime() - BETWEEN_LINES.toNanos();

    /** What the output can do. */
    public enum Kind {
        TERMINAL,
        TERMINAL_WITHOUT_COLOR,
        LINES;

        /** Returns what this process writes to; the variable NO_COLOR is honoured. */
        @SuppressWarnings("SystemConsoleNull") // The property jdk.console, which the program sets, keeps that meaning.
        public static Kind ofThisProcess() {
            if (System.console() == null || "dumb".equals(System.getenv("TERM"))) {
                return LINES;
            }
            String noColor = System.getenv("NO_COLOR");
            return noColor == null || noColor.isEmpty() ? TERMINAL : TERMINAL_WITHOUT_COLOR;
        }
    }

    public Screen(PrintWriter out, Kind kind) {
        this.out = out;
        this.kind = kind;
    }

    /**
     * Shows lines in the place of those shown before.
     *
     * @param summary says the same in one line, for where nothing can be repainted
     */
    public void show(List<String> lines, String summary) {
        switch (kind) {
            case TERMINAL, TERMINAL_WITHOUT_COLOR -> repaint(lines);
            case LINES -> {
                if (System.nanoTime() - lastLineNanos >= BETWEEN_LINES.toNanos()) {
                    lastLineNanos = System.nanoTime();
                    out.println(summary);
                }
            }
        }
        out.flush();
    }

    /** Where only lines can be printed, lets the first one wait as long as the others. */
    void waitBeforeTheFirstLine() {
        lastLineNanos = System.nanoTime();
    }

    /** Takes away what was shown. */
    void clear() {
        if (painted > 0) {
            repaint(List.of());
            painted = 0;
            out.flush();
        }
    }

    /** Prints a line that stays, in the place of what was shown. */
    public void settle(String line) {
        switch (kind) {
            case TERMINAL, TERMINAL_WITHOUT_COLOR -> {
                repaint(List.of());
                out.println(line);
            }
            case LINES -> out.println(line);
        }
        painted = 0;
        out.flush();
    }

    /** Prints a line where nothing can be repainted; elsewhere it belongs to what is shown. */
    public void tell(String line) {
        if (kind == Kind.LINES) {
            settle(line);
        }
    }

    /** Returns the text in bold where that can be shown. */
    public String bold(String text) {
        return kind == Kind.TERMINAL ? BOLD + text + PLAIN : text;
    }

    /** Writes all at once and erases nothing before it is written over, so that nothing flickers. */
    private void repaint(List<String> lines) {
        StringBuilder text = new StringBuilder(CUT_LONG_LINES);
        text.append(up(painted));
        lines.forEach(line -> text.append(line).append(ERASE_TO_END_OF_LINE).append(System.lineSeparator()));
        // What was longer before leaves nothing behind.
        int rest = Math.max(0, painted - lines.size());
        text.append((ERASE_TO_END_OF_LINE + System.lineSeparator()).repeat(rest));
        text.append(up(rest)).append(WRAP_LONG_LINES);
        out.print(text);
        painted = lines.size();
    }

    private static String up(int lines) {
        return lines == 0 ? "" : "\u001b[" + lines + "A";
    }
}
