package io.lambdagrid.cassandra;

import io.lambdagrid.view.Generation;
import io.lambdagrid.view.Horizons;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says about one dataset at one moment.
 *
 * @param generations newest first
 * @param servingId the id of the generation being served; {@code null} before the first
 * @param batchRows how many rows the batch views of a generation have together, by its id, once they are built
 * @param defined the views that are wanted
 */
public record CatalogSnapshot(
        List<Generation> generations, @Nullable Long servingId, Map<Long, Long> batchRows, DefinedViews defined) {
    public CatalogSnapshot {
        generations = List.copyOf(generations);
        batchRows = Map.copyOf(batchRows);
    }

    /** Returns the generation being served. */
    public Optional<Generation> serving() {
        return servingId == null ? Optional.empty() : generation(servingId);
    }

    /** Returns how many rows the batch views of a generation have together; -1 while they are not built. */
    public long batchRows(long id) {
        return batchRows.getOrDefault(id, -1L);
    }

    /**
     * Returns the furthest horizon that any generation has for a view of this definition; {@link Horizons#KEEPS_ALL}
     * before there is one. What was decided once stands, whatever became of the generation it was decided for.
     */
    public long horizon(Generation.ViewSource view) {
        return generations.stream()
                .filter(generation -> generation.views().contains(view))
                .mapToLong(generation -> generation.horizons().of(view.name()))
                .max()
                .orElse(Horizons.KEEPS_ALL);
    }

    public Optional<Generation> generation(long id) {
        return generations.stream().filter(generation -> generation.id() == id).findFirst();
    }
}
