package io.lambdagrid.view;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs a property on generated input and names the seed of the case that broke it. */
public final class Generated {
    private static final int CASES = Integer.getInteger("generated.cases", 200);
    private static final long FIRST_SEED = Long.getLong("generated.seed", System.nanoTime());
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Generated() {}

    public static void forAll(Consumer<RandomGenerator> property) {
        forAll(CASES, property);
    }

    /** Runs at most {@code cases} cases, for properties that are slow or need many. */
    public static void forAll(int cases, Consumer<RandomGenerator> property) {
        int asked = Integer.getInteger("generated.cases", cases);
        for (int i = 0; i < asked; i++) {
            long seed = FIRST_SEED + i;
            try {
                property.accept(generator(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Repeat with -Dgenerated.seed=" + seed + " -Dgenerated.cases=1", e);
            }
        }
    }

    private static RandomGenerator generator(long seed) {
        return FACTORY.create(seed);
    }
}
