package io.lambdagrid.master;

import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.parquet.ParquetRuntimeException;
import org.jspecify.annotations.Nullable;

/** Turns what Hadoop and Iceberg throw into errors that a person can act on. */
final class MasterFaults {
    private static final int MAX_DETAIL_LENGTH = 160;

    private MasterFaults() {}

    /** Runs {@code action}; an environment that does not answer becomes LG-302, a missing file LG-411. */
    static <T> T naming(Object path, Supplier<T> action) {
        try {
            return action.get();
        } catch (NotFoundException e) {
            throw damaged(path.toString(), "a file it consists of is missing", e);
        } catch (RuntimeException e) {
            if (isEnvironment(e)) {
                throw unreachable(path, e);
            }
            throw e;
        }
    }

    /**
     * Runs {@code action}, which reads a data file. A server that is away may come back and becomes LG-302; a file that
     * is not what was written does not repair itself and becomes LG-411.
     */
    static <T> T readingFile(String file, Supplier<T> action) {
        try {
            return action.get();
        } catch (GridException e) {
            throw e;
        } catch (NotFoundException e) {
            throw damaged(file, "it is missing", e);
        } catch (RuntimeException e) {
            if (isMissing(e)) {
                throw damaged(file, "it is missing", e);
            }
            throw isEnvironment(e) && !isContent(e)
                    ? unreachable(file, e)
                    : damaged(file, "it cannot be read as a Parquet file of this table", e);
        }
    }

    private static boolean isMissing(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof FileNotFoundException);
    }

    private static boolean isContent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ParquetRuntimeException || cause instanceof ChecksumException) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a try later may succeed without anybody changing anything but the environment. */
    static boolean isEnvironment(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UnknownHostException) {
                return true;
            }
            if (cause instanceof GridException grid) {
                return grid.error() == GridError.MASTER_UNREACHABLE || grid.error() == GridError.OUTCOME_UNKNOWN;
            }
        }
        return false;
    }

    static GridException unreachable(Object path, Throwable cause) {
        return new GridException(
                GridError.MASTER_UNREACHABLE,
                "The master dataset at '" + path + "' cannot be reached: " + detail(cause)
                        + ". Expected a file system that answers at this address; start it or correct the address.",
                cause);
    }

    static GridException unknown(Object path, @Nullable Throwable cause) {
        return new GridException(
                GridError.OUTCOME_UNKNOWN,
                "Whether a commit to the master dataset at '" + path + "' happened is not known"
                        + (cause == null ? "" : ": " + detail(cause))
                        + ". Expected an answer; nothing is deleted, and the same commit is safe to repeat.",
                cause);
    }

    static GridException damaged(String file, String what) {
        return damaged(file, what, null);
    }

    static GridException damaged(String file, String what, @Nullable Throwable cause) {
        return new GridException(
                GridError.MASTER_DAMAGED,
                "The master dataset is damaged at '" + file + "': " + what
                        + (cause == null ? "" : " (" + detail(cause) + ")")
                        + ". Nothing is computed without it; restore the file.",
                cause);
    }

    /**
     * Returns the innermost reason in one line: the outer ones repeat it with class names and advice for programmers.
     */
    static String detail(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "the connection was closed" : root.getMessage();
        if (root instanceof UnknownHostException) {
            message = "unknown host " + message;
        }
        String line = message.lines().findFirst().orElse("no reason given").strip();
        String bounded = line.length() <= MAX_DETAIL_LENGTH ? line : line.substring(0, MAX_DETAIL_LENGTH) + "...";
        return bounded.endsWith(".") ? bounded.substring(0, bounded.length() - 1) : bounded;
    }
}
