package io.lambdagrid.node.print;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** Aligned columns, numbers to the right. Widths come from the first rows; a later, wider value shifts its own line. */
final class TablePrinter implements RowPrinter {
    private static final int ROWS_THAT_SET_THE_WIDTHS = 1000;
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final List<List<Cell>> held = new ArrayList<>();
    private int[] widths = {};
    private boolean widthsAreSet;

    TablePrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> columns) {
        widths = new int[columns.size()];
        hold(columns.stream().map(name -> new Cell(printable(name), false)).toList());
    }

    @Override
    public void row(List<@Nullable Object> values) {
        List<Cell> cells = values.stream().map(TablePrinter::cell).toList();
        if (widthsAreSet) {
            print(cells);
        } else {
            hold(cells);
            if (held.size() > ROWS_THAT_SET_THE_WIDTHS) {
                printHeld();
            }
        }
    }

    @Override
    public void end() {
        if (!widthsAreSet) {
            printHeld();
        }
        out.flush();
    }

    private void hold(List<Cell> cells) {
        held.add(cells);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).width());
        }
    }

    private void printHeld() {
        widthsAreSet = true;
        for (int i = 0; i < held.size(); i++) {
            print(i == 0 ? headerLikeValues(held.get(0)) : held.get(i));
            if (i == 0) {
                out.println(rule());
            }
        }
        held.clear();
    }

    /** A column's name stands over its numbers, to the right. */
    private List<Cell> headerLikeValues(List<Cell> header) {
        List<Cell> aligned = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            boolean right = held.size() > 1 && held.get(1).get(i).right();
            aligned.add(new Cell(header.get(i).text(), right));
        }
        return aligned;
    }

    private String rule() {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            rule.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        return rule.toString();
    }

    private void print(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String padding = " ".repeat(Math.max(0, widths[i] - cell.width()));
            line.append(i == 0 ? "" : GAP).append(cell.right() ? padding + cell.text() : cell.text() + padding);
        }
        out.println(line.toString().stripTrailing());
    }

    private static Cell cell(@Nullable Object value) {
        if (value == null) {
            return new Cell("NULL", false);
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return new Cell(printable(text), value instanceof Number);
    }

    /** Whatever is in the data must not move the cursor or change colours. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private record Cell(String text, boolean right) {
        int width() {
            return new AttributedString(text).columnLength();
        }
    }
}
