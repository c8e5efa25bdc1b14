package io.lambdagrid.benchmark.harness;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where figures come from. */
record Machine(String cpu, int cores, String memory, String kernel, String jvm, double loadBefore) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    static Machine thisOne() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                cpuModel(system.getArch()),
                system.getAvailableProcessors(),
                (system.getTotalMemorySize() >> 20) + " MB",
                system.getName() + " " + system.getVersion(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                load());
    }

    /** Returns how many processes wanted to run, on average over the last minute; negative when unknown. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Returns whether so much else was going on before the start that times say little. */
    boolean wasBusy() {
        return loadBefore > cores / 2.0;
    }

    private static String cpuModel(String fallback) {
        if (Files.notExists(CPU_INFO)) {
            return fallback;
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(fallback);
        } catch (IOException e) {
            return fallback;
        }
    }
}
