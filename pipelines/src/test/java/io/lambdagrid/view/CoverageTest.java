package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Coverage COVERAGE = Coverage.of("Gp3xq", Map.of(1, 98L, 0, 120L));

    @Test
    void an_end_offset_is_the_first_one_not_covered() {
        assertThat(COVERAGE.includes(0, 119)).isTrue();
        assertThat(COVERAGE.includes(0, 120)).isFalse();
        assertThat(COVERAGE.includes(7, 0)).isFalse();
        assertThat(COVERAGE.end(7)).isZero();
    }

    @Test
    void the_text_form_is_stable_and_ordered() {
        assertThat(COVERAGE).hasToString("Gp3xq:0=120,1=98");
        assertThat(Coverage.of("Gp3xq", Map.of())).hasToString("Gp3xq:");
        assertThat(Coverage.parse("Gp3xq:")).isEqualTo(Coverage.of("Gp3xq", Map.of()));
    }

    @Test
    void any_coverage_reads_back_from_its_text() {
        Generated.forAll(random -> {
            Coverage coverage = coverage(random);
            assertThat(Coverage.parse(coverage.toString())).isEqualTo(coverage);
        });
    }

    @Test
    void text_that_is_no_coverage_is_refused() {
        assertThat(List.of("", "Gp3xq", "Gp3xq:0", "Gp3xq:=", "Gp3xq:0=", "Gp3xq:a=1", "Gp3xq:0=1;1=2", "Gp3xq:0=-1"))
                .allSatisfy(text ->
                        assertThatThrownBy(() -> Coverage.parse(text)).isInstanceOf(IllegalArgumentException.class));
        assertThatThrownBy(() -> Coverage.parse("Gp3xq:0"))
                .hasMessage("A coverage reads TOPIC-ID:PARTITION=END,..., but is 'Gp3xq:0'");
    }

    @Test
    void union_and_intersection_are_associative_commutative_and_idempotent() {
        Generated.forAll(random -> {
            Coverage a = coverage(random);
            Coverage b = coverage(random);
            Coverage c = coverage(random);

            assertThat(a.union(b)).isEqualTo(b.union(a));
            assertThat(a.intersect(b)).isEqualTo(b.intersect(a));
            assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
            assertThat(a.intersect(b).intersect(c)).isEqualTo(a.intersect(b.intersect(c)));
            assertThat(a.union(a)).isEqualTo(a);
            assertThat(a.intersect(a)).isEqualTo(a);
        });
    }

    @Test
    void an_offset_is_in_the_union_of_two_when_in_either_and_in_the_intersection_when_in_both() {
        Generated.forAll(random -> {
            Coverage a = coverage(random);
            Coverage b = coverage(random);
            int partition = random.nextInt(6);
            long offset = random.nextLong(12);

            assertThat(a.union(b).includes(partition, offset))
                    .isEqualTo(a.includes(partition, offset) || b.includes(partition, offset));
            assertThat(a.intersect(b).includes(partition, offset))
                    .isEqualTo(a.includes(partition, offset) && b.includes(partition, offset));
        });
    }

    @Test
    void one_reaches_another_when_it_adds_nothing_to_it() {
        Generated.forAll(random -> {
            Coverage a = coverage(random);
            Coverage b = coverage(random);

            assertThat(a.reaches(b)).isEqualTo(b.recordsSince(a) == 0);
            assertThat(a.union(b).reaches(a)).isTrue();
            assertThat(a.reaches(a.intersect(b))).isTrue();
            assertThat(a.union(b).recordsSince(a)).isEqualTo(b.recordsSince(a));
            assertThat(a.recordsSince(a.intersect(b))).isEqualTo(a.recordsSince(b));
        });
    }

    @Test
    void moving_one_partition_leaves_the_others_and_the_original() {
        assertThat(COVERAGE.with(1, 99)).hasToString("Gp3xq:0=120,1=99");
        assertThat(COVERAGE.with(2, 5).recordsSince(COVERAGE)).isEqualTo(5);
        assertThat(COVERAGE.end(1)).isEqualTo(98);
    }

    @Test
    void another_topic_cannot_be_compared_even_under_the_same_name() {
        Coverage other = Coverage.of("Zz9", COVERAGE.ends());
        assertThatThrownBy(() -> COVERAGE.reaches(other)).hasMessageContaining("'Gp3xq' and 'Zz9'");
        assertThatThrownBy(() -> COVERAGE.union(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> COVERAGE.intersect(other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> COVERAGE.recordsSince(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(COVERAGE).isNotEqualTo(other);
    }

    @Test
    void a_negative_end_is_refused() {
        assertThatThrownBy(() -> COVERAGE.with(3, -1)).hasMessage("End offset of partition 3 is negative: -1");
    }

    @Test
    void what_it_was_made_from_can_change_without_changing_it() {
        Map<Integer, Long> ends = new HashMap<>(Map.of(0, 1L));
        Coverage coverage = Coverage.of("t", ends);
        ends.put(0, 2L);

        assertThat(coverage.end(0)).isEqualTo(1);
        assertThatThrownBy(() -> coverage.ends().put(0, 3L)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Coverage coverage(RandomGenerator random) {
        Map<Integer, Long> ends = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            ends.put(random.nextInt(5), random.nextLong(12));
        }
        return Coverage.of("topic-1_A", ends);
    }
}
