package io.lambdagrid.view.aggregate;

import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The aggregate functions that views of this process can use: the standard ones, and those that a {@link ServiceLoader}
 * finds on the class path.
 */
public final class InstalledAggregates {
    private InstalledAggregates() {}

    /**
     * Looks through the class path.
     *
     * @throws GridException when a function there cannot be loaded
     */
    public static List<AggregateFunction> all() {
        return with(ServiceLoader.load(AggregateFunction.class, AggregateFunction.class.getClassLoader()));
    }

    static List<AggregateFunction> with(ServiceLoader<AggregateFunction> own) {
        try {
            List<AggregateFunction> found =
                    own.stream().map(ServiceLoader.Provider::get).toList();
            return Stream.concat(StandardAggregates.all().stream(), found.stream())
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new GridException(
                    GridError.CONFIG_INVALID_VALUE,
                    "An aggregate function on the class path cannot be loaded: '" + e.getMessage()
                            + "', expected a public class with a public constructor without arguments: correct or remove"
                            + " its jar",
                    e);
        }
    }
}
