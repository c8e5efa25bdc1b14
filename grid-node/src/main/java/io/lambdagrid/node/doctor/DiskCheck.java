package io.lambdagrid.node.doctor;

import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether there is room where a node keeps what it needs for a moment: its unpacked libraries, Hadoop's buffers. */
final class DiskCheck implements Check {
    private static final long LITTLE_BYTES = 1L << 30;
    private static final long TOO_LITTLE_BYTES = 64L << 20;

    private final Path folder;

    DiskCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<Finding> findings() {
        try {
            if (!Files.isWritable(folder)) {
                return List.of(Finding.fail(
                        subject(),
                        GridError.CONFIG_INVALID_VALUE,
                        "'" + folder + "' cannot be written to. Name another folder with -Djava.io.tmpdir=DIR."));
            }
            return List.of(room(Files.getFileStore(folder).getUsableSpace()));
        } catch (IOException e) {
            return List.of(Finding.fail(
                    subject(), GridError.CONFIG_INVALID_VALUE, "'" + folder + "' cannot be looked at: " + e));
        }
    }

    private Finding room(long bytes) {
        String text = Sizes.text(bytes) + " free at '" + folder + "'";
        if (bytes < TOO_LITTLE_BYTES) {
            return Finding.fail(subject(), GridError.CONFIG_INVALID_VALUE, text + ". Make room.");
        }
        return bytes < LITTLE_BYTES
                ? Finding.warn(subject(), GridError.CONFIG_INVALID_VALUE, text + ". Make room.")
                : Finding.ok(subject(), text);
    }
}
