package io.lambdagrid.serving;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shared maps that are ordinary maps of the grid. */
record GridSharedMaps(HazelcastInstance grid) implements SharedMaps {
    @Override
    public <V> SharedMap<V> map(String name) {
        return new OfGrid<>(grid.getMap(name));
    }

    private record OfGrid<V>(IMap<String, V> map) implements SharedMap<V> {
        @Override
        public @Nullable V get(String key) {
            return map.get(key);
        }

        @Override
        public void set(String key, V value) {
            map.set(key, value);
        }

        @Override
        public void set(String key, V value, Duration kept) {
            map.set(key, value, kept.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public boolean replace(String key, V from, V to) {
            return map.replace(key, from, to);
        }

        @Override
        public void delete(String key) {
            map.delete(key);
        }

        @Override
        public Collection<V> values() {
            return map.values();
        }
    }
}
