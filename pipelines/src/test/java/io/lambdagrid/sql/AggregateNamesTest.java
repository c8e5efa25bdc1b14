package io.lambdagrid.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AggregateNamesTest {
    private record Own(String name) implements AggregateFunction {
        @Override
        public Optional<Aggregate<?>> over(List<ColumnType> arguments, List<Object> parameters) {
            return Optional.empty();
        }

        @Override
        public String accepts() {
            return "nothing";
        }
    }

    @Test
    void an_aggregate_may_not_take_the_name_of_another() {
        assertThatThrownBy(() -> parserWith(new Own("STDDEV")))
                .isInstanceOf(GridException.class)
                .hasMessage("LG-111  The aggregate function 'STDDEV' of '" + Own.class.getName()
                        + "' has a name that another function has already: rename it, or remove its jar from the class"
                        + " path");
    }

    @Test
    void an_aggregate_may_not_take_the_name_of_a_scalar_function() {
        assertThatThrownBy(() -> parserWith(new Own("UPPER"))).hasMessageContaining("'UPPER'");
        assertThatThrownBy(() -> parserWith(new Own("HOP_END"))).hasMessageContaining("'HOP_END'");
    }

    @Test
    void two_aggregates_may_not_share_a_name() {
        assertThatThrownBy(() -> parserWith(new Own("OURS"), new Own("OURS"))).hasMessageContaining("'OURS'");
    }

    @Test
    void a_name_must_be_one_that_sql_can_call() {
        assertThatThrownBy(() -> parserWith(new Own("weighted avg")))
                .hasMessageStartingWith("LG-111  The aggregate function 'weighted avg' of")
                .hasMessageEndingWith(
                        "has a name that SQL cannot call, expected upper-case letters, digits and underscores: rename it");
    }

    private static void parserWith(AggregateFunction... own) {
        new ViewParser(
                Stream.concat(StandardAggregates.all().stream(), Stream.of(own)).toList());
    }
}
