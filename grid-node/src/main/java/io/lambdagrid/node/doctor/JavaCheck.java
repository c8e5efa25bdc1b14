package io.lambdagrid.node.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.lambdagrid.view.GridError;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Whether this JVM, started as a node would be, is one that a node runs well on. */
final class JavaCheck implements Check {
    private static final int OLDEST = 17;

    /** From here on the library of sketches refuses to run. */
    private static final int TOO_NEW = 25;

    private static final long SMALLEST_HEAP_BYTES = 512L << 20;
    private static final long FEWEST_FILES = 4096;

    @Override
    public String subject() {
        return "java";
    }

    @Override
    public List<Finding> findings() {
        return List.of(version(), memory(), files());
    }

    private Finding version() {
        int version = Runtime.version().feature();
        if (version < OLDEST || version >= TOO_NEW) {
            return Finding.fail(
                    subject(),
                    GridError.CONFIG_INVALID_VALUE,
                    "This is Java " + version + ", but a node needs " + OLDEST + " or newer, up to " + (TOO_NEW - 1)
                            + ". Start it with such a JDK.");
        }
        return isOpen()
                ? Finding.ok(subject(), "Java " + Runtime.version() + ", with the flags that Hazelcast needs")
                : Finding.warn(
                        subject(),
                        GridError.CONFIG_INVALID_VALUE,
                        "The flags that Hazelcast needs are missing (--add-opens java.base/java.lang=ALL-UNNAMED and"
                                + " others). Start with 'java -jar grid-node.jar', which has them.");
    }

    private static boolean isOpen() {
        return Object.class.getModule().isOpen("java.lang", JavaCheck.class.getModule())
                && Object.class.getModule().isOpen("sun.nio.ch", JavaCheck.class.getModule());
    }

    private Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        String text = "heap of at most " + Sizes.text(heap) + ", machine or container has " + Sizes.text(machine);
        if (heap < SMALLEST_HEAP_BYTES) {
            return Finding.warn(
                    subject(), GridError.CONFIG_INVALID_VALUE, text + ". Give a node more, such as with -Xmx2g.");
        }
        return heap > machine / 10 * 9
                ? Finding.warn(
                        subject(),
                        GridError.CONFIG_INVALID_VALUE,
                        text + ". Leave a tenth at least to threads, buffers and the page cache: lower -Xmx.")
                : Finding.ok(subject(), text);
    }

    private Finding files() {
        List<String> texts = new ArrayList<>();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long most = unix.getMaxFileDescriptorCount();
            if (most < FEWEST_FILES) {
                return Finding.warn(
                        subject(),
                        GridError.CONFIG_INVALID_VALUE,
                        "only " + most + " files and connections may be open at once. Raise the limit with 'ulimit -n'"
                                + " or LimitNOFILE.");
            }
            texts.add(most + " files and connections may be open at once");
        }
        texts.add(Runtime.getRuntime().availableProcessors() + " processors");
        return Finding.ok(subject(), String.join(", ", texts));
    }
}
