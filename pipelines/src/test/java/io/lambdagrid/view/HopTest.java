package io.lambdagrid.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopTest {
    @Test
    void a_moment_is_in_every_bucket_that_began_before_it_and_ends_after_it() {
        Generated.forAll(2000, random -> {
            Hop hop = new Hop(1 + random.nextInt(20), 1 + random.nextInt(60));
            long moment = random.nextLong(-100, 100);
            List<Long> expected = new ArrayList<>();
            for (long start = 100; start >= -200; start--) {
                boolean begins = Math.floorMod(start, hop.slideMicros()) == 0;
                if (begins && start <= moment && moment < start + hop.sizeMicros()) {
                    expected.add(start);
                }
            }
            assertThat(Arrays.stream(hop.starts(moment)).boxed().toList()).isEqualTo(expected);
        });
    }

    @Test
    void a_bucket_that_began_before_all_time_has_no_place() {
        assertThatThrownBy(() -> new Hop(10, 20).starts(Long.MIN_VALUE + 3))
                .isInstanceOf(NotComputableException.class)
                .hasMessage("HOP of '-9223372036854775805' does not fit TIMESTAMP");
    }

    @Test
    void more_buckets_for_a_moment_than_are_possible_are_refused() {
        assertThat(new Hop(1, 1000).starts(0)).hasSize(1000);
        assertThatThrownBy(() -> new Hop(1, 1001)).hasMessage("Buckets of '1001' us every '1' us are not possible");
        assertThatThrownBy(() -> new Hop(0, 1)).hasMessage("Buckets of '1' us every '0' us are not possible");
    }
}
