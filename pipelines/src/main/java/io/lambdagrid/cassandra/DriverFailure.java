package io.lambdagrid.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an exception of the driver means to the grid. */
final class DriverFailure {
    private DriverFailure() {}

    /** Returns whether the same request may succeed later; what Cassandra refuses as wrong stays wrong. */
    static boolean isTransient(Throwable failure) {
        return failure instanceof DriverException
                && !(failure instanceof QueryValidationException)
                && !(failure instanceof AuthenticationException)
                && authenticationFailure(failure) == null;
    }

    /**
     * Returns whether the request surely changed nothing, since no coordinator took it up. "Unavailable" and
     * "overloaded" do not say so: a lightweight transaction may meet them after its proposal was accepted.
     */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof NoNodeAvailableException
                || failure instanceof BootstrappingException
                || failure instanceof QueryValidationException;
    }

    /** Returns the error for a request that failed for good. */
    static GridException asGridException(Throwable failure, CassandraSettings settings, String attempted) {
        AuthenticationException refused = authenticationFailure(failure);
        if (refused != null) {
            CassandraSettings.Credentials credentials = settings.credentials();
            String who = credentials == null ? "a login without user" : "user '" + credentials.username() + "'";
            return new GridException(
                    GridError.CASSANDRA_UNREACHABLE,
                    "Cassandra at " + settings.where() + " refuses " + who + " (" + reason(refused)
                            + "); check the user name and password",
                    failure);
        }
        if (!isTransient(failure)) {
            return new GridException(
                    GridError.INTERNAL,
                    "Cassandra at " + settings.where() + " does not accept to " + attempted + ": " + reason(failure),
                    failure);
        }
        return new GridException(
                GridError.CASSANDRA_UNREACHABLE,
                "Cassandra at " + settings.where() + " does not answer: could not " + attempted + " (" + reason(failure)
                        + "); check that it runs and can be reached from here",
                failure);
    }

    /** Returns the innermost message, in one line; the outer ones only say that no node could be asked. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable next = failure; next != null; next = cause(next)) {
            innermost = next;
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }

    private static @Nullable AuthenticationException authenticationFailure(Throwable failure) {
        for (Throwable next = failure; next != null; next = cause(next)) {
            if (next instanceof AuthenticationException authentication) {
                return authentication;
            }
        }
        return null;
    }

    private static @Nullable Throwable cause(Throwable failure) {
        if (failure instanceof AllNodesFailedException allFailed) {
            for (Map.Entry<?, List<Throwable>> node : allFailed.getAllErrors().entrySet()) {
                return node.getValue().get(0);
            }
        }
        // Where a connection could not be opened, the driver's cause says only that it is closed.
        Throwable[] suppressed = failure.getSuppressed();
        return suppressed.length > 0 ? suppressed[0] : failure.getCause();
    }
}
