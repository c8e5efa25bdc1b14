package io.lambdagrid.stack;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB, loaded from its own folder when it is wanted, so that 80 MB of native code are on no class path. It is the
 * second opinion on what the grid computes; it needs no {@link LocalStack}.
 */
public final class DuckDb {

    /** Static because a JVM loads the native library once. */
    private static @Nullable Driver driver;

    private DuckDb() {}

    /** A new in-memory database, gone when the connection is closed. Any thread. */
    public static Connection connect() throws SQLException {
        return driver().connect("jdbc:duckdb:", new Properties());
    }

    private static synchronized Driver driver() {
        Driver loaded = driver;
        if (loaded == null) {
            loaded = load(ServerClassPaths.locate().duckDb());
            driver = loaded;
        }
        return loaded;
    }

    private static Driver load(List<Path> jars) {
        URL[] urls = jars.stream().map(DuckDb::url).toArray(URL[]::new);
        // Never closed: the driver lives as long as the JVM.
        ClassLoader loader = new URLClassLoader("duckdb", urls, ClassLoader.getPlatformClassLoader());
        try {
            return Class.forName("org.duckdb.DuckDBDriver", true, loader)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new StackException(
                    StackError.DUCKDB_MISSING,
                    "DuckDB could not be loaded from " + jars
                            + ". Expected the duckdb_jdbc jar there; build the checkout again.",
                    e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("No URL for '" + jar + "'", e);
        }
    }
}
