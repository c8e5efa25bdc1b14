package io.lambdagrid.node;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

/** A node run from its classes, with the module flags that the tests themselves were given. */
class NodeTest extends NodeContract {
    @Override
    List<String> launcher() {
        Stream<String> moduleFlags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"));
        Stream<String> program = Stream.of("-cp", System.getProperty("java.class.path", ""), Main.class.getName());
        return Stream.concat(moduleFlags, program).toList();
    }
}
