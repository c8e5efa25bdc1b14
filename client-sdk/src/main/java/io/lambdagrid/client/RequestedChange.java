package io.lambdagrid.client;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.ViewRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change of definitions, followed through its request. */
final class RequestedChange implements ViewChange {
    private final String id;
    private final Connection connection;
    private final Waiting waiting;

    RequestedChange(String id, Connection connection, Waiting waiting) {
        this.id = id;
        this.connection = connection;
        this.waiting = waiting;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> outcome() {
        ViewRequest latest =
                connection.<ViewRequest, @Nullable ViewRequest>ask(GridMaps.VIEW_REQUESTS, map -> map.get(id));
        if (latest == null) {
            throw new LambdaGridException(
                    ErrorCode.NOT_FOUND,
                    "The cluster does not know the change '" + id
                            + "' any more. See lambda_views for the definitions that are served.");
        }
        return Optional.of(latest.outcome()).filter(outcome -> !outcome.isEmpty());
    }

    @Override
    public boolean await(Duration timeout) {
        return waiting.until(() -> outcome().isPresent(), timeout);
    }
}
