package io.lambdagrid.stack;

/** The servers a stack may consist of. */
public enum ServerKind {
    /** One Kafka broker, which is its own KRaft controller. */
    KAFKA("Kafka", "kafka"),
    /** A NameNode and its DataNodes. */
    HDFS("HDFS", "hdfs"),
    /** One Cassandra node. */
    CASSANDRA("Cassandra", "cassandra");

    private final String title;
    private final String folder;

    ServerKind(String title, String folder) {
        this.title = title;
        this.folder = folder;
    }

    /** The product's name, for people. */
    public String title() {
        return title;
    }

    /** The name of the server's folder inside the stack's data folder. */
    public String folder() {
        return folder;
    }
}
