package io.lambdagrid.simulation;

import java.util.function.Supplier;

/** Called around every call of a port: the process may end there, or others may go on first. */
@FunctionalInterface
public interface Points {
    /** Where nothing happens. */
    Points NONE = what -> {};

    void at(Supplier<String> what);
}
