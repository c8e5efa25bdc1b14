package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.Values;
import java.util.List;
import java.util.random.RandomGenerator;

class CountTest extends AggregateLaws<Count.Tally> {
    @Override
    protected Aggregate<Count.Tally> aggregate() {
        return new Count();
    }

    @Override
    protected Object value(RandomGenerator random) {
        return Values.text(random);
    }

    @Override
    protected Object expected(List<Object> values) {
        return (long) values.size();
    }
}
