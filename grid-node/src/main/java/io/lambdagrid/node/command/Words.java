package io.lambdagrid.node.command;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    /** Returns {@code 1 row} or {@code 2 rows}. */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** Returns {@code 1 entry} or {@code 2 entries}. */
    static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
