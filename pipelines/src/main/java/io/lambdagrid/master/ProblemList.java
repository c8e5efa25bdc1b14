package io.lambdagrid.master;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first problems and counts all. */
final class ProblemList {
    private final int limit;
    private final List<MasterProblem> first = new ArrayList<>();
    private long count;

    ProblemList(int limit) {
        this.limit = limit;
    }

    void add(MasterProblem problem) {
        if (count < limit) {
            first.add(problem);
        }
        count++;
    }

    List<MasterProblem> first() {
        return first;
    }

    long count() {
        return count;
    }
}
