package io.lambdagrid.cassandra;

import io.lambdagrid.view.Generation;
import io.lambdagrid.view.GenerationState;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One conditional write to the rows that the catalog has of a dataset. */
sealed interface CatalogWrite {
    String dataset();

    /** Adds a generation, if there is none with its id. */
    record Create(Generation generation, UUID changeId) implements CatalogWrite {
        @Override
        public String dataset() {
            return generation.dataset();
        }
    }

    /**
     * Changes state, reason and time of a generation, if it is in a state.
     *
     * @param rowCounts rows of each batch view; {@code null} to leave what was recorded
     */
    record Change(
            GenerationState expected,
            Generation to,
            UUID changeId,
            @Nullable Map<String, Long> rowCounts) implements CatalogWrite {
        @Override
        public String dataset() {
            return to.dataset();
        }
    }

    /** Makes a generation the one that is served, if {@code expected} is. */
    record Serve(String dataset, @Nullable Long expected, long next) implements CatalogWrite {}

    /** Changes which views are wanted, if the last to do so was {@code from}. */
    record Define(String dataset, @Nullable UUID from, DefinedViews to, UUID changeId) implements CatalogWrite {}

    /** Removes a generation, if it is there. */
    record Forget(String dataset, long id) implements CatalogWrite {}
}
