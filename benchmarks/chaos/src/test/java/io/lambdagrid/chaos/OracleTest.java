package io.lambdagrid.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.chaos.Answer.Source;
import io.lambdagrid.chaos.Oracle.Fault;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planted faults: each kind of wrong answer is told, and right ones are not. */
class OracleTest {
    private final Journal journal = new Journal(2);
    private final Oracle oracle = new Oracle(journal);

    @BeforeEach
    void write() {
        // Product 1: orders of 10, 20 and 30 cents, sent at 100, 200 and 300, at the offsets 5, 6 and 9.
        journal.acknowledged(1, journal.sending(1, 10, 100), 5);
        journal.acknowledged(1, journal.sending(1, 20, 200), 6);
        journal.acknowledged(1, journal.sending(1, 30, 300), 9);
    }

    @Test
    void prefixes_that_grow_are_right() {
        assertThat(faults(
                        answer(0, 0, 0, 90), answer(1, 10, 150, 160), answer(3, 60, 310, 320), answer(3, 60, 330, 340)))
                .isEmpty();
    }

    @Test
    void record_counted_twice_or_left_out_is_wrong() {
        assertThat(faults(answer(3, 70, 400, 410))).containsExactly(Fault.WRONG);
        assertThat(faults(answer(2, 40, 400, 410))).containsExactly(Fault.WRONG);
        assertThat(faults(answer(1, 20, 400, 410))).containsExactly(Fault.WRONG);
    }

    @Test
    void record_that_was_not_sent_yet_cannot_be_known() {
        assertThat(faults(answer(2, 30, 150, 190))).containsExactly(Fault.FROM_THE_FUTURE);
        assertThat(faults(answer(4, 60, 400, 410))).containsExactly(Fault.FROM_THE_FUTURE);
    }

    @Test
    void answer_behind_what_the_grid_had_claimed_is_told() {
        assertThat(journal.before(1, 9)).isEqualTo(2);
        assertThat(faults(new Answer(Source.GET, 1, 1, 10, journal.before(1, 9), 400, 410)))
                .containsExactly(Fault.BEHIND_ITS_COVERAGE);
        assertThat(faults(new Answer(Source.GET, 1, 2, 30, journal.before(1, 9), 400, 410)))
                .isEmpty();
    }

    @Test
    void answer_that_goes_back_behind_one_given_before_it_was_asked_is_told() {
        assertThat(faults(answer(2, 30, 400, 410), answer(1, 10, 411, 420))).containsExactly(Fault.BACKWARD);
        assertThat(faults(answer(2, 30, 400, 410), answer(0, 0, 411, 420))).containsExactly(Fault.BACKWARD);
    }

    @Test
    void answers_that_overlap_may_come_in_any_order() {
        assertThat(faults(answer(2, 30, 400, 410), answer(1, 10, 405, 420))).isEmpty();
    }

    private Fault[] faults(Answer... answers) {
        return oracle.check(Arrays.asList(answers)).stream()
                .map(Oracle.Finding::fault)
                .toArray(Fault[]::new);
    }

    private static Answer answer(long orders, long revenue, long askedAt, long answeredAt) {
        return new Answer(Source.GET, 1, orders, revenue, 0, askedAt, answeredAt);
    }
}
