package io.lambdagrid.benchmark.harness;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a subject has reported.
 *
 * @param load of the machine when it had ended; a hint whether something else was going on
 */
record SubjectRun(Launch launch, Map<String, String> versions, double load, List<Round> rounds) {
    private static final double MILLION = 1e6;

    SubjectRun {
        versions = Map.copyOf(versions);
        rounds = List.copyOf(rounds);
    }

    Spread seconds() {
        return spread(Round::seconds);
    }

    Spread recordsPerSecond(long records) {
        return spread(round -> records / round.seconds());
    }

    Spread cpuSecondsPerMillion(long records) {
        return spread(round -> round.cpuSeconds() / records * MILLION);
    }

    Spread gcSeconds() {
        return spread(Round::gcSeconds);
    }

    private Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream()
                .filter(Round::counts)
                .map(round -> figure.applyAsDouble(round))
                .toList());
    }
}
