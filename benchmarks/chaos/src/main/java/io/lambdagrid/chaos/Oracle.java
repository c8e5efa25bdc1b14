package io.lambdagrid.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Says of every answer whether it was right, knowing the journal: the row of a product is the fold of a prefix of its
 * records; the prefix holds what the grid had claimed before, nothing that was not sent yet, and at least what anybody
 * had been answered before the question was asked.
 */
final class Oracle {
    private final Journal journal;

    /** What can be wrong with an answer. */
    enum Fault {
        /** The values are not those of any prefix. */
        WRONG,
        /** It holds a record that had not been sent. */
        FROM_THE_FUTURE,
        /** It holds less than the coverage that was claimed before. */
        BEHIND_ITS_COVERAGE,
        /** It holds less than an answer that had been given before. */
        BACKWARD
    }

    /** An answer that must not be. */
    record Finding(Fault fault, Answer answer, String expected) {}

    Oracle(Journal journal) {
        this.journal = journal;
    }

    List<Finding> check(List<Answer> answers) {
        List<Finding> findings = new ArrayList<>();
        answers.forEach(answer -> checkAlone(answer, findings));
        checkOrder(answers, findings);
        return findings;
    }

    private void checkAlone(Answer answer, List<Finding> findings) {
        long sent = journal.sentBefore(answer.product(), answer.answeredAt());
        if (answer.orders() > sent) {
            findings.add(new Finding(Fault.FROM_THE_FUTURE, answer, "at most " + sent + " orders"));
            return;
        }
        long revenue = journal.revenue(answer.product(), answer.orders());
        if (answer.revenue() != revenue) {
            findings.add(new Finding(Fault.WRONG, answer, "revenue " + revenue));
        }
        if (answer.orders() < answer.atLeast()) {
            findings.add(new Finding(Fault.BEHIND_ITS_COVERAGE, answer, "at least " + answer.atLeast() + " orders"));
        }
    }

    private void checkOrder(List<Answer> answers, List<Finding> findings) {
        long[] seen = new long[journal.products()];
        PriorityQueue<Answer> given = new PriorityQueue<>(Comparator.comparingLong(Answer::answeredAt));
        answers.stream().sorted(Comparator.comparingLong(Answer::askedAt)).forEach(answer -> {
            while (!given.isEmpty() && given.element().answeredAt() < answer.askedAt()) {
                Answer before = given.remove();
                seen[before.product()] = Math.max(seen[before.product()], before.orders());
            }
            if (answer.orders() < seen[answer.product()]) {
                findings.add(new Finding(Fault.BACKWARD, answer, "at least " + seen[answer.product()] + " orders"));
            }
            given.add(answer);
        });
    }
}
