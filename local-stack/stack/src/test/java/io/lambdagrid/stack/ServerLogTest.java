package io.lambdagrid.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void the_tail_has_the_last_lines_written_since_the_offset() throws Exception {
        ServerLog log = new ServerLog(folder.resolve("server.log"));
        assertThat(log.tail(0, 3)).isEmpty();
        Files.writeString(log.file(), "first start\n");
        long offset = log.end();
        assertThat(log.tail(offset, 3)).isEmpty();
        Files.writeString(log.file(), "first start\none\ntwo\n");
        assertThat(log.tail(offset, 3)).containsExactly("one", "two");
        assertThat(log.tail(0, 2)).containsExactly("one", "two");
    }

    @Test
    void the_tail_of_a_long_log_is_its_end() throws Exception {
        ServerLog log = new ServerLog(folder.resolve("server.log"));
        Files.write(log.file(), Collections.nCopies(100_000, "earlier"));
        Files.writeString(log.file(), "last", java.nio.file.StandardOpenOption.APPEND);
        assertThat(log.tail(0, 2)).containsExactly("earlier", "last");
    }
}
