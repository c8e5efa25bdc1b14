package io.lambdagrid.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of one row: one value for each of the view's key columns, in their order. NULL is a key like any other.
 *
 * @param parts unmodifiable; may contain null
 */
public record Key(List<@Nullable Object> parts) {
    public Key {
        parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }

    public static Key of(@Nullable Object... parts) {
        // A bare null argument arrives as a null array; what the caller means is one part that is NULL.
        return new Key(parts == null ? Collections.singletonList(null) : Arrays.asList(parts));
    }
}
