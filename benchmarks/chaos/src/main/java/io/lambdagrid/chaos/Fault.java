package io.lambdagrid.chaos;

/** What can happen to a running grid. The weights say how often each is drawn. */
enum Fault {
    KILL_NODE(3, 1, 6),
    KILL_OLDEST_NODE(2, 1, 6),
    PAUSE_NODE(3, 1, 8),
    KILL_KAFKA(2, 1, 6),
    PAUSE_KAFKA(1, 1, 8),
    KILL_HDFS(2, 1, 8),
    PAUSE_HDFS(1, 1, 10),
    KILL_CASSANDRA(2, 1, 8),
    PAUSE_CASSANDRA(1, 1, 10),
    /** No fault, but a moment in which one hurts more. */
    MOVE_SEAM(2, 0, 0),
    /** No fault, but a moment in which one hurts more. */
    RECOMPUTE(1, 0, 0);

    private final int weight;
    private final int shortestSeconds;
    private final int longestSeconds;

    Fault(int weight, int shortestSeconds, int longestSeconds) {
        this.weight = weight;
        this.shortestSeconds = shortestSeconds;
        this.longestSeconds = longestSeconds;
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

    /** Returns whether a node is away meanwhile: rows have one backup, so no two may be away at once. */
    boolean takesNode() {
        return switch (this) {
            case KILL_NODE, KILL_OLDEST_NODE, PAUSE_NODE -> true;
            case KILL_KAFKA,
                    PAUSE_KAFKA,
                    KILL_HDFS,
                    PAUSE_HDFS,
                    KILL_CASSANDRA,
                    PAUSE_CASSANDRA,
                    MOVE_SEAM,
                    RECOMPUTE -> false;
        };
    }

    /** Returns what is hit: two faults of the same are never under way at once. */
    String target() {
        return switch (this) {
            case KILL_NODE, KILL_OLDEST_NODE, PAUSE_NODE -> "node";
            case KILL_KAFKA, PAUSE_KAFKA -> "kafka";
            case KILL_HDFS, PAUSE_HDFS -> "hdfs";
            case KILL_CASSANDRA, PAUSE_CASSANDRA -> "cassandra";
            case MOVE_SEAM, RECOMPUTE -> "";
        };
    }
}
