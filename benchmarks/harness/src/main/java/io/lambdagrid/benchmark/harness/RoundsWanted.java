package io.lambdagrid.benchmark.harness;

/**
 * How each subject is run.
 *
 * @param warmUps rounds that do not count
 * @param runs rounds that count
 * @param heap of each subject, as the java command takes it
 * @param profiled whether the flight recorder runs in our subjects; their figures are worth less then
 */
record RoundsWanted(int warmUps, int runs, String heap, boolean profiled) {
    RoundsWanted {
        if (warmUps < 0 || runs < 1) {
            throw new BenchmarkException("'" + warmUps + "' rounds to warm up and '" + runs
                    + "' that count cannot be run; expected 0 or more, and 1 or more.");
        }
    }
}
