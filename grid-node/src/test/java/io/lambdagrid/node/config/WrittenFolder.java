package io.lambdagrid.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder that a test writes file by file. */
record WrittenFolder(Path path) {
    void write(String file, String text) {
        try {
            Path written = path.resolve(file);
            Files.createDirectories(written.getParent());
            Files.writeString(written, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GridConfiguration read() {
        return new ConfigurationFolder(path, Overrides.NONE).read();
    }

    /** Returns the message of the failure, with the folder's own name replaced. */
    String errors() {
        ConfigurationException failure = catchThrowableOfType(ConfigurationException.class, this::read);
        assertThat(failure).as("the configuration is refused").isNotNull();
        return String.valueOf(failure.getMessage()).replace(path.toString(), "FOLDER");
    }
}
