package io.lambdagrid.control;

import com.hazelcast.core.HazelcastInstance;
import io.lambdagrid.serving.SqlNames;
import io.lambdagrid.view.ViewFold;

/** The names under which SQL finds views. Thread-safe. */
interface Names {
    /** Leads the names of a view to the maps of a generation. */
    void publish(ViewFold fold, long base);

    /** Removes the names of a view. */
    void remove(String view);

    static Names of(HazelcastInstance grid) {
        SqlNames names = new SqlNames(grid);
        return new Names() {
            @Override
            public void publish(ViewFold fold, long base) {
                names.publish(fold, base);
            }

            @Override
            public void remove(String view) {
                names.remove(view);
            }
        };
    }
}
