package io.lambdagrid.master;

/**
 * The partitions of a topic that belong to one of several writers: partition {@code p} belongs to writer {@code p mod
 * total}. Imports, which have negative partitions, belong to none.
 */
record PartitionShare(int writer, int total) {
    PartitionShare {
        if (writer < 0 || writer >= total) {
            throw new IllegalArgumentException("Writer " + writer + " of " + total);
        }
    }

    boolean includes(int partition) {
        return partition >= 0 && partition % total == writer;
    }
}
