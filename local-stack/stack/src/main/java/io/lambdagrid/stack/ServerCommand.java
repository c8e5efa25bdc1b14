package io.lambdagrid.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a server's process. */
final class ServerCommand {

    private ServerCommand() {}

    static List<String> of(ServerRecipe recipe, String classPath, Path folder, int heapMegabytes) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // Small and quickly started matters more here than the last bit of throughput.
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Standard output is for the READY line alone.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        command.addAll(recipe.jvmFlags());
        command.add("-cp");
        command.add(classPath);
        command.addAll(recipe.main());
        return command;
    }
}
