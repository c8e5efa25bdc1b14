package io.lambdagrid.node;

import java.util.List;
import java.util.Objects;

/** A node run as users run it: {@code java -jar} without any other option. */
class NodeJarIT extends NodeContract {
    @Override
    List<String> launcher() {
        return List.of("-jar", Objects.requireNonNull(System.getProperty("grid.node.jar"), "set by the build"));
    }
}
