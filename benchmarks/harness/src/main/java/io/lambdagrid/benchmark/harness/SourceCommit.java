package io.lambdagrid.benchmark.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Which sources are measured, as git tells it. */
final class SourceCommit {
    private SourceCommit() {}

    /** Returns the commit of a checkout, {@code +changes} if files differ from it; "unknown" outside of one. */
    static String of(Path checkout) throws IOException, InterruptedException {
        String commit = git(checkout, "rev-parse", "--short=12", "HEAD");
        if (commit.isEmpty()) {
            return "unknown";
        }
        return git(checkout, "status", "--porcelain").isEmpty() ? commit : commit + "+changes";
    }

    private static String git(Path checkout, String verb, String... options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git", verb).directory(checkout.toFile());
        builder.command().addAll(List.of(options));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process git = builder.start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? answer : "";
        } catch (IOException e) {
            // There is no git on this machine.
            return "";
        }
    }
}
