package io.lambdagrid.benchmark.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Where this checkout and the class paths of the subjects are, and the flags their products ask for. */
final class Installation {
    /** What Spark asks of JDK 17, as its launcher has it. */
    private static final List<String> SPARK_OPENS = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private static final String SPARK_CLASS_PATH = "benchmarks/spark/target/class-path";

    private Installation() {}

    /** Returns the root of the checkout that this jar was built in. */
    static Path checkout() {
        Path jar = jar();
        for (Path folder = jar; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(SPARK_CLASS_PATH))) {
                return folder;
            }
        }
        throw new BenchmarkException("LG-953  '" + SPARK_CLASS_PATH + "' was not found above '" + jar
                + "'. Expected a checkout that was built; run 'mvn -Pbenchmarks package -DskipTests' in it.");
    }

    /** Returns the class path of our own subjects, and of peers that need no other. */
    static String ownClassPath() {
        return jar().toString();
    }

    /** Returns a folder beside the jar. */
    static Path besideJar(String name) {
        return jar().resolveSibling(name);
    }

    /** Returns the class path of Spark. */
    static String sparkClassPath() {
        Path spark = checkout().resolve(SPARK_CLASS_PATH);
        try {
            return Objects.requireNonNull(spark.getParent()).resolve("classes")
                    + System.getProperty("path.separator")
                    + Files.readString(spark).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a Hazelcast member needs of the JDK's internals, and a pool that suits two processors. */
    static List<String> gridFlags() {
        Properties flags = new Properties();
        try (InputStream file = Installation.class.getResourceAsStream("jvm-flags.properties")) {
            flags.load(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all =
                new ArrayList<>(List.of(flags.getProperty("hazelcast").split(" ", -1)));
        // As a node sets it.
        all.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
        return all;
    }

    /** Returns the flags that Spark's own launcher sets on JDK 17. */
    static List<String> sparkFlags() {
        return SPARK_OPENS.stream()
                .map(packageName -> "--add-opens=java.base/" + packageName + "=ALL-UNNAMED")
                .toList();
    }

    private static Path jar() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
