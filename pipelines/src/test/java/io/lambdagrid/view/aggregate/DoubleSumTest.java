package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateLaws;
import io.lambdagrid.view.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

class DoubleSumTest extends AggregateLaws<ExactDoubleSum> {
    @Override
    protected Aggregate<ExactDoubleSum> aggregate() {
        return new DoubleSum();
    }

    @Override
    protected Object value(RandomGenerator random) {
        return Values.finite(random);
    }

    @Override
    protected @Nullable Object expected(List<Object> values) {
        return values.stream()
                .map(value -> new BigDecimal((Double) value))
                .reduce(BigDecimal::add)
                .map(NearestDouble::of)
                .orElse(null);
    }
}
