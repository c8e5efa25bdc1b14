package io.lambdagrid.stack.shop;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Chooses a rank from 0 on, the one of rank {@code r} with a probability proportional to {@code 1 / (r + 1)}. */
final class ZipfChoice {
    private final double[] cumulative;

    ZipfChoice(int size) {
        cumulative = new double[size];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    int next(RandomGenerator random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        return found >= 0 ? found : Math.min(-found - 1, cumulative.length - 1);
    }
}
