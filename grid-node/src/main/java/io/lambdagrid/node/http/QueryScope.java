package io.lambdagrid.node.http;

import io.javalin.http.HttpStatus;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.sql.Suggestion;
import io.lambdagrid.view.GridError;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one caller's statements may name: the views that he may read, with their parts, and what the grid tells of
 * itself.
 */
final class QueryScope {
    /** For whoever may read all views; they have the names, definitions and values of all of them. */
    private static final Set<String> TELLING_OF_ALL_VIEWS =
            Set.of("lambda_views", "lambda_generations", "lambda_partitions", "lambda_differences");

    /** Holds records as they came, with whatever is in them. */
    private static final String REJECTED = "lambda_rejected";

    private final Caller caller;
    private final Map<String, ViewStatus> views;

    private QueryScope(Caller caller, Map<String, ViewStatus> views) {
        this.caller = caller;
        this.views = views;
    }

    static QueryScope of(Caller caller, Collection<ViewStatus> views) {
        return new QueryScope(caller, views.stream().collect(Collectors.toMap(ViewStatus::view, Function.identity())));
    }

    /** Returns the views that the names lead to; refuses any name that leads elsewhere, or that is not to be read. */
    Set<String> viewsOf(Set<String> names) {
        Set<String> read = new TreeSet<>();
        for (String name : names) {
            viewOf(name).ifPresent(read::add);
        }
        return read;
    }

    private Optional<String> viewOf(String name) {
        if (TELLING_OF_ALL_VIEWS.contains(name)) {
            require(caller.may(Access.ALL_VIEWS), name);
            return Optional.empty();
        }
        if (name.equals(REJECTED)) {
            require(caller.may(Access.OPERATE), name);
            return Optional.empty();
        }
        String view = name.replaceFirst("_(batch|realtime)$", "");
        String known = views.containsKey(name) ? name : view;
        require(caller.mayRead(known), name);
        ViewStatus status = views.get(known);
        if (status == null) {
            throw unknown(name);
        }
        requireAnswers(status);
        return Optional.of(known);
    }

    private void require(boolean isAllowed, String name) {
        if (!isAllowed) {
            throw Refusal.forbidden("The token '" + caller.name() + "' is not good for '" + name + "'.");
        }
    }

    private Refusal unknown(String name) {
        Set<String> readable = new TreeMap<>(views)
                .keySet().stream().filter(caller::mayRead).collect(Collectors.toCollection(TreeSet::new));
        return Refusal.badRequest("There is no view '" + name + "'." + Suggestion.sentence(name, readable)
                + " There are: " + String.join(", ", readable) + ".");
    }

    private static void requireAnswers(ViewStatus view) {
        String reason = view.reason().isEmpty() ? "" : ": " + view.reason();
        if (view.status().equals(ViewStatus.INCOMPLETE)) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    GridError.VIEW_INCOMPLETE,
                    "View '" + view.view() + "' cannot answer, because parts of it were lost" + reason + ".");
        }
        if (view.map().isEmpty()) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    GridError.VIEW_STARTING,
                    "View '" + view.view() + "' has no rows yet" + reason + ".");
        }
    }
}
