package io.lambdagrid.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two stacks out of one data folder. The operating system frees it when the process ends, however it ends. */
final class StackFolderLock implements AutoCloseable {

    private final FileChannel channel;

    private StackFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static StackFolderLock acquire(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new StackException(
                    StackError.FOLDER_IN_USE,
                    "The data folder '" + folder
                            + "' belongs to a stack that is running. Expected a folder of its own for"
                            + " each stack; stop the other one, or choose another folder.");
        }
        return new StackFolderLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which the operating system does not tell apart.
            return null;
        }
    }
}
