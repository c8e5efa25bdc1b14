package io.lambdagrid.node.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes what stands before the cursor: the shell's own words, views after FROM, otherwise columns of the views that
 * the statement names, and the words of SQL.
 */
final class SqlCompleter implements Completer {
    private static final Pattern NAME_AT_THE_END = Pattern.compile("\"?\\w*$");
    private static final Pattern BEGINNING = Pattern.compile("(?:^|[;(])\\s*$");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern LAST_WORD_BEFORE = Pattern.compile("(?<word>\\w+)\\s+$");
    private static final Pattern DESCRIBED = Pattern.compile("\\s*\\\\dt?\\s+\\w*");

    private final GridNames names;

    SqlCompleter(GridNames names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word().substring(0, line.wordCursor());
        String before = line.line().substring(0, line.cursor());
        candidates.addAll(candidates(line.line(), before, word));
    }

    /**
     * Returns what the word can become.
     *
     * @param before the line up to the cursor
     * @param word the part of it after the last blank
     */
    List<Candidate> candidates(String line, String before, String word) {
        if (before.strip().startsWith("\\")) {
            return DESCRIBED.matcher(before).matches()
                    ? named("", names.columnsByTable().keySet(), "views")
                    : shellWords();
        }
        Matcher name = NAME_AT_THE_END.matcher(word);
        String kept = name.find() ? word.substring(0, name.start()) : word;
        String beforeName = before.substring(0, before.length() - word.length() + kept.length());
        Map<String, List<String>> columnsByTable = names.columnsByTable();
        if (BEGINNING.matcher(beforeName).find()) {
            return named(kept, SqlWords.beginnings(), "SQL");
        }
        if (expectsTable(beforeName)) {
            return named(kept, columnsByTable.keySet(), "views");
        }
        List<Candidate> candidates = new ArrayList<>(named(kept, columns(line, columnsByTable), "columns"));
        candidates.addAll(named(kept, SqlWords.keywords(), "SQL"));
        return candidates;
    }

    private static boolean expectsTable(String before) {
        Matcher word = LAST_WORD_BEFORE.matcher(before);
        return word.find() && SqlWords.isBeforeTables(word.group("word"));
    }

    /** Of the views that the statement names; of all while it names none. */
    private static Set<String> columns(String line, Map<String, List<String>> columnsByTable) {
        Set<String> columns = new TreeSet<>();
        WORD.matcher(line)
                .results()
                .map(word -> columnsByTable.getOrDefault(word.group(), List.of()))
                .forEach(columns::addAll);
        if (columns.isEmpty()) {
            columnsByTable.values().forEach(columns::addAll);
        }
        Set<String> written = new TreeSet<>();
        columns.forEach(column -> written.add(SqlWords.column(column)));
        return written;
    }

    private static List<Candidate> named(String kept, Collection<String> values, String group) {
        return values.stream()
                .map(value -> new Candidate(kept + value, value, group, null, null, null, true))
                .toList();
    }

    private static List<Candidate> shellWords() {
        List<Candidate> candidates = new ArrayList<>();
        for (ShellWord word : ShellWord.values()) {
            candidates.add(new Candidate(word.word(), word.word(), null, word.purpose(), null, null, true));
        }
        return candidates;
    }
}
