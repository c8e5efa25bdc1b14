package io.lambdagrid.benchmark.harness;

import io.lambdagrid.benchmark.subject.Rounds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A subject to be measured.
 *
 * @param includes what its time includes, in words
 * @param classPath as the java command takes it
 * @param flags of its JVM, beside the heap
 * @param parameters what its main class is told, beside the number of rounds
 */
record Launch(
        String name,
        Role role,
        String includes,
        String mainClass,
        String classPath,
        List<String> flags,
        Map<String, String> parameters) {
    /** Whose subject it is. */
    enum Role {
        OURS,
        PEER
    }

    Launch {
        flags = List.copyOf(flags);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Returns the flags of its JVM, heap included. */
    List<String> jvmFlags(RoundsWanted wanted) {
        List<String> all = new ArrayList<>(List.of("-Xms" + wanted.heap(), "-Xmx" + wanted.heap()));
        all.addAll(flags);
        if (wanted.profiled() && role == Role.OURS) {
            all.add("-XX:+UnlockDiagnosticVMOptions");
            all.add("-XX:+DebugNonSafepoints");
            all.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + name.replace(' ', '-')
                    + ".jfr");
        }
        return all;
    }

    /** Returns the command that runs it. */
    List<String> command(RoundsWanted wanted) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags(wanted));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.add(Rounds.WARM_UPS + "=" + wanted.warmUps());
        command.add(Rounds.RUNS + "=" + wanted.runs());
        parameters.forEach((name, value) -> command.add(name + "=" + value));
        return command;
    }
}
