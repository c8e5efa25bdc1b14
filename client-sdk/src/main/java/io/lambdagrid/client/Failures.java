package io.lambdagrid.client;

import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.HazelcastClientOfflineException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import com.hazelcast.sql.HazelcastSqlException;
import com.hazelcast.sql.impl.SqlErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the transport throws, told as a person can act on it. */
final class Failures {
    private static final Pattern JAVA_NAME = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.){2,}[A-Z][\\w$]*:?");

    private static final Set<Integer> CLUSTER_CHANGED =
            Set.of(SqlErrorCode.PARTITION_DISTRIBUTION, SqlErrorCode.TOPOLOGY_CHANGE, SqlErrorCode.RESTARTABLE_ERROR);

    /** What the engine says of a statement that it stopped while rows were being fetched. */
    private static final String STOPPED = "CANCEL_FORCEFUL";

    private final ConnectionSettings settings;

    Failures(ConnectionSettings settings) {
        this.settings = settings;
    }

    LambdaGridException explain(Throwable failure) {
        if (failure instanceof LambdaGridException explained) {
            return explained;
        }
        Throwable cause = failure.getCause();
        if ((failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null) {
            return explain(cause);
        }
        if (isInterruption(failure)) {
            // Whoever catches this may want to stop, and must be able to know.
            Thread.currentThread().interrupt();
            return new LambdaGridException(
                    ErrorCode.REQUEST_INVALID, "The thread was interrupted while it waited for an answer.", failure);
        }
        if (failure instanceof HazelcastSqlException sql) {
            return explainSql(sql);
        }
        if (failure instanceof SplitBrainProtectionException) {
            return new LambdaGridException(
                    ErrorCode.GRID_UNREACHABLE,
                    "The members that answer are fewer than the majority of the cluster '" + settings.clusterName()
                            + "', so their rows may be old. Wait until the others are back, or connect to those.",
                    failure);
        }
        if (meansUnreachable(failure)) {
            return unreachable(settings.timeout(), failure);
        }
        return new LambdaGridException(
                ErrorCode.INTERNAL, "The cluster failed to answer: " + firstSentence(failure), failure);
    }

    LambdaGridException unreachable(Duration waited, @Nullable Throwable cause) {
        return new LambdaGridException(
                ErrorCode.GRID_UNREACHABLE,
                "No member of the cluster '" + settings.clusterName() + "' answered at "
                        + String.join(", ", settings.addresses()) + " within " + inWords(waited)
                        + ". Check that a node runs there and that its cluster has this name, or connect to other addresses.",
                cause);
    }

    LambdaGridException closed() {
        return new LambdaGridException(
                ErrorCode.REQUEST_INVALID, "This connection was closed. Connect again to go on.");
    }

    private static boolean isInterruption(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(InterruptedException.class::isInstance);
    }

    private static boolean meansUnreachable(Throwable failure) {
        return failure instanceof OperationTimeoutException
                || failure instanceof HazelcastClientOfflineException
                || failure instanceof HazelcastClientNotActiveException
                || failure instanceof HazelcastInstanceNotActiveException
                || failure instanceof TargetDisconnectedException
                || failure instanceof IOException
                || failure.getCause() instanceof IOException;
    }

    private LambdaGridException explainSql(HazelcastSqlException failure) {
        String complaint = firstSentence(failure);
        if (failure.getCode() == SqlErrorCode.CONNECTION_PROBLEM) {
            return unreachable(settings.timeout(), failure);
        }
        if (failure.getCode() == SqlErrorCode.TIMEOUT || complaint.contains(STOPPED)) {
            return new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "The statement ran longer than " + inWords(settings.statementTimeout()) + " and was stopped."
                            + " Narrow it, for example by key, or connect with a longer statement timeout.",
                    failure);
        }
        if (CLUSTER_CHANGED.contains(failure.getCode())) {
            return new LambdaGridException(
                    ErrorCode.GRID_UNREACHABLE,
                    "Members came or went while the rows were being read. Run the statement again.",
                    failure);
        }
        if (failure.getCode() == SqlErrorCode.OBJECT_NOT_FOUND) {
            String missing = complaint.split(", did you", 2)[0];
            return new LambdaGridException(
                    ErrorCode.NOT_FOUND, missing + ". See lambda_views for the views there are.", failure);
        }
        return new LambdaGridException(ErrorCode.REQUEST_INVALID, complaint, failure);
    }

    /** Returns the first line's first sentence; of a chain of causes, what the last one says. */
    private static String firstSentence(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        String line = message.lines().findFirst().orElse("");
        int causeStart = JAVA_NAME
                .matcher(line)
                .results()
                .mapToInt(MatchResult::end)
                .max()
                .orElse(0);
        String said = line.substring(causeStart).strip();
        int end = said.indexOf(". ");
        String sentence = end < 0 ? said : said.substring(0, end);
        if (sentence.isEmpty()) {
            return "No reason was given.";
        }
        return sentence.endsWith(".") || sentence.endsWith("?") ? sentence : sentence + ".";
    }

    private static String inWords(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
