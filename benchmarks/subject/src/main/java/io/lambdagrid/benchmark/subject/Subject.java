package io.lambdagrid.benchmark.subject;

import java.util.Map;

/** Something that answers the question of a benchmark. Called by one thread. */
public interface Subject extends AutoCloseable {
    /** Returns the versions of what does the work, by name. */
    Map<String, String> versions();

    /** Makes ready for a round of work; not measured. */
    default void prepare() throws Exception {}

    /** Does the work, from reading the data to having the answer. This is what is measured. */
    void work() throws Exception;

    /** Returns the answer of the last round and clears it away; not measured. */
    Answer answer() throws Exception;

    @Override
    default void close() {}
}
