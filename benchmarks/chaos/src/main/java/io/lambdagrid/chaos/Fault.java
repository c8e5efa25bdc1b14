package io.lambdagrid.chaos;

/** What can happen to a running grid. */
enum Fault {
    KILL_NODE(Target.NODE, 3, 1, 6),
    KILL_OLDEST_NODE(Target.NODE, 2, 1, 6),
    /** Up to longer than the others wait for it. */
    PAUSE_NODE(Target.NODE, 3, 1, 22),
    /** It and the other nodes hear nothing of each other; clients and servers hear all of them. */
    CUT_OFF_NODE(Target.NODE, 3, 4, 25),
    CUT_OFF_OLDEST_NODE(Target.NODE, 2, 4, 25),
    /** It hears the others, who hear nothing of it. */
    MUTE_NODE(Target.NODE, 1, 4, 25),
    KILL_KAFKA(Target.KAFKA, 2, 1, 6),
    PAUSE_KAFKA(Target.KAFKA, 1, 1, 8),
    KILL_HDFS(Target.HDFS, 2, 1, 8),
    PAUSE_HDFS(Target.HDFS, 1, 1, 10),
    /** Files can be read but not written, as after each start of a NameNode and whenever an operator says so. */
    SAFE_MODE(Target.HDFS, 1, 2, 10),
    /** Not a byte more may be written: the quota of the dataset's folder is used up. */
    FULL_HDFS(Target.HDFS, 1, 2, 10),
    KILL_CASSANDRA(Target.CASSANDRA, 2, 1, 8),
    PAUSE_CASSANDRA(Target.CASSANDRA, 1, 1, 10),
    /** No fault, but a moment in which one hurts more. */
    MOVE_SEAM(Target.NOTHING, 2, 0, 0),
    /** No fault, but a moment in which one hurts more. */
    RECOMPUTE(Target.NOTHING, 1, 0, 0);

    private final Target target;
    private final int weight;
    private final int shortestSeconds;
    private final int longestSeconds;

    /** What is hit: two faults of the same are never under way at once. */
    enum Target {
        /** Any node: rows have one backup, so no two nodes may be away at once. */
        NODE,
        KAFKA,
        HDFS,
        CASSANDRA,
        NOTHING
    }

    /** The weight says how often it is drawn. */
    Fault(Target target, int weight, int shortestSeconds, int longestSeconds) {
        this.target = target;
        this.weight = weight;
        this.shortestSeconds = shortestSeconds;
        this.longestSeconds = longestSeconds;
    }

    Target target() {
        return target;
    }

    int weight() {
        return weight;
    }

    int shortestSeconds() {
        return shortestSeconds;
    }

    int longestSeconds() {
        return longestSeconds;
    }

    /** Returns whether links between nodes have to be cut for it. */
    boolean cutsLinks() {
        return this == CUT_OFF_NODE || this == CUT_OFF_OLDEST_NODE || this == MUTE_NODE;
    }
}
