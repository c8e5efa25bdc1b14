package io.lambdagrid.node.sql;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/**
 * Hazelcast's JDBC driver, as the build laid it beside the class path: it holds a client of an older version under the
 * names of ours, so it has classes of its own and shares with us nothing but the log.
 */
final class JdbcDriver implements AutoCloseable {
    private static final Path JAR = Path.of("target/jdbc/hazelcast-jdbc.jar");

    private final URLClassLoader classes;

    private JdbcDriver(URLClassLoader classes) {
        this.classes = classes;
    }

    static JdbcDriver load() throws IOException {
        if (Files.notExists(JAR)) {
            throw new IOException("'" + JAR + "' is missing: run 'mvn test-compile' once");
        }
        return new JdbcDriver(new URLClassLoader(new URL[] {JAR.toUri().toURL()}, new Logging()));
    }

    Connection connect(String url) throws SQLException {
        try {
            Driver driver = Class.forName("com.hazelcast.jdbc.Driver", true, classes)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return Objects.requireNonNull(driver.connect(url, new Properties()), url);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("'" + JAR + "' holds no driver", e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    private static final class Logging extends ClassLoader {
        Logging() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.slf4j.")) {
                return Class.forName(name, true, JdbcDriver.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
