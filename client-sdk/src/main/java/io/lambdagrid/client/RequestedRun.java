package io.lambdagrid.client;

import io.lambdagrid.client.wire.GridMaps;
import io.lambdagrid.client.wire.RunRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A run, followed through its request. */
final class RequestedRun implements BatchRun {
    private final RunRequest request;
    private final Connection connection;
    private final Waiting waiting;

    RequestedRun(RunRequest request, Connection connection, Waiting waiting) {
        this.request = request;
        this.connection = connection;
        this.waiting = waiting;
    }

    @Override
    public String id() {
        return request.id();
    }

    @Override
    public String dataset() {
        return request.dataset();
    }

    @Override
    public OptionalLong generation() {
        long generation = latest().generation();
        return generation == 0 ? OptionalLong.empty() : OptionalLong.of(generation);
    }

    @Override
    public Optional<String> outcome() {
        return Optional.of(latest().outcome()).filter(outcome -> !outcome.isEmpty());
    }

    @Override
    public boolean await(Duration timeout) {
        return waiting.until(() -> outcome().isPresent(), timeout);
    }

    private RunRequest latest() {
        RunRequest latest =
                connection.<RunRequest, @Nullable RunRequest>ask(GridMaps.REQUESTS, map -> map.get(request.id()));
        if (latest == null) {
            throw new LambdaGridException(
                    ErrorCode.NOT_FOUND,
                    "The cluster does not know the run '" + id()
                            + "' any more. See lambda_generations for what it made.");
        }
        return latest;
    }
}
