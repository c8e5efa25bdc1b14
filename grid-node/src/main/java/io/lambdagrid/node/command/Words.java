package io.lambdagrid.node.command;

/** Numbers in sentences. */
final class Words {
    private Words() {}

    /** Returns {@code 1 row} or {@code 2 rows}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
