package io.lambdagrid.node.shell;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** A line is complete when it ends with a semicolon, is one of the shell's own words, or is blank. */
final class StatementParser implements Parser {
    private final DefaultParser words = new DefaultParser();

    StatementParser() {
        words.setEofOnUnclosedQuote(false);
        words.setEscapeChars(null);
        words.setQuoteChars(null);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean complete = ShellWord.isMeantBy(line) || SqlText.of(line).rest().isEmpty();
        if (context == ParseContext.ACCEPT_LINE && !complete) {
            throw new EOFError(-1, cursor, "the statement has no semicolon yet");
        }
        return words.parse(line, cursor, context);
    }
}
