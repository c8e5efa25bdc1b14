package io.lambdagrid.serving;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A map that all members and clients of the grid share. Thread-safe. */
public interface SharedMap<V> {
    @Nullable
    V get(String key);

    void set(String key, V value);

    /** Sets a value that goes away by itself. */
    void set(String key, V value, Duration kept);

    /** Goes from one value to another; returns whether the value was {@code from}. */
    boolean replace(String key, V from, V to);

    void delete(String key);

    Collection<V> values();
}
