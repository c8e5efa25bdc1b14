package io.lambdagrid.node.doctor;

import java.util.Locale;

/** Sizes as people say them. */
final class Sizes {
    private static final double GIB = 1L << 30;

    private Sizes() {}

    /** Returns such as {@code 1.5 GB}. */
    static String text(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIB);
    }
}
