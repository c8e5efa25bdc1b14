package io.lambdagrid.node.print;

/** Numbers in sentences. */
public final class Words {
    private Words() {}

    /** Returns {@code 1 row} or {@code 2 rows}. */
    public static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** Returns {@code 1 entry} or {@code 2 entries}. */
    public static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
