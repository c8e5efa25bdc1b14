package io.lambdagrid.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;

/**
 * Which small files are to become one larger file. Pure.
 *
 * <p>A group is only worth the work if its largest file is at most half of it: then each row is written again at most
 * as often as its file can double before it is large, however many small files follow it.
 *
 * @param groups files that belong together, each at least two of the same columns
 */
record CompactionPlan(List<List<DataFile>> groups) {
    /** Fewer small files than this wait for more, unless they make a large one. */
    private static final int ENOUGH_FILES = 5;

    CompactionPlan {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /**
     * A file that may be compacted.
     *
     * @param columns the ids of the fields it has. Files from before a column was added do not mix with those after:
     *     that a file does not have a column says something else than that its values are NULL
     */
    record Candidate(DataFile file, Set<Integer> columns) {}

    /** Returns whether a file is no candidate because it is large enough. */
    static boolean isLarge(DataFile file, long targetBytes) {
        return file.fileSizeInBytes() >= targetBytes / 2;
    }

    /**
     * Plans for files that are not large, given in the order in which they came.
     *
     * @param targetBytes about how large files are to become
     */
    static CompactionPlan of(List<Candidate> candidates, long targetBytes) {
        Map<Set<Integer>, List<DataFile>> smallByColumns = new LinkedHashMap<>();
        candidates.forEach(candidate -> smallByColumns
                .computeIfAbsent(candidate.columns(), columns -> new ArrayList<>())
                .add(candidate.file()));
        List<List<DataFile>> groups = new ArrayList<>();
        smallByColumns.values().forEach(small -> addGroups(small, targetBytes, groups));
        return new CompactionPlan(groups);
    }

    private static void addGroups(List<DataFile> small, long targetBytes, List<List<DataFile>> groups) {
        int first = 0;
        while (first < small.size()) {
            int end = endOfGroup(small, first, targetBytes);
            List<DataFile> group = small.subList(first, end);
            if (isWorthIt(group, targetBytes)) {
                groups.add(group);
                first = end;
            } else {
                first++;
            }
        }
    }

    private static int endOfGroup(List<DataFile> small, int first, long targetBytes) {
        long bytes = small.get(first).fileSizeInBytes();
        int end = first + 1;
        while (end < small.size() && bytes + small.get(end).fileSizeInBytes() <= targetBytes) {
            bytes += small.get(end).fileSizeInBytes();
            end++;
        }
        return end;
    }

    private static boolean isWorthIt(List<DataFile> group, long targetBytes) {
        long bytes = group.stream().mapToLong(DataFile::fileSizeInBytes).sum();
        long largest = group.stream().mapToLong(DataFile::fileSizeInBytes).max().orElse(0);
        return group.size() > 1 && largest <= bytes / 2 && (group.size() >= ENOUGH_FILES || bytes >= targetBytes / 2);
    }
}
