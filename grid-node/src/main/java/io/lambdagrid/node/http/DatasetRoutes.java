package io.lambdagrid.node.http;

import io.javalin.http.Context;
import io.lambdagrid.client.Rejection;
import io.lambdagrid.client.wire.GenerationStatus;
import io.lambdagrid.client.wire.PartitionStatus;
import io.lambdagrid.client.wire.ViewStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which datasets there are, how far each layer has come, which generations were made, and what was rejected. */
final class DatasetRoutes {
    private static final int USUAL_REJECTED = 100;
    private static final int MOST_REJECTED = 10_000;

    private final Supplier<JoinedNode> node;

    private record PartitionAnswer(
            int partition, long logStart, long logEnd, long archived, long seam, long applied, long lagRecords) {
        static PartitionAnswer of(PartitionStatus status) {
            return new PartitionAnswer(
                    status.partition(),
                    status.logStart(),
                    status.endOffset(),
                    status.archived(),
                    status.batchEnd(),
                    status.appliedEnd(),
                    status.lagRecords());
        }
    }

    private record DatasetAnswer(
            String dataset,
            @Nullable String topic,
            List<String> views,
            long lagRecords,
            List<PartitionAnswer> partitions) {}

    private record DatasetList(List<DatasetAnswer> datasets) {}

    private record GenerationAnswer(
            String dataset,
            long generation,
            long base,
            String state,
            String reason,
            List<String> views,
            @Nullable Long batchRows,
            Instant createdAt,
            Instant changedAt) {
        static GenerationAnswer of(GenerationStatus status) {
            return new GenerationAnswer(
                    status.dataset(),
                    status.generation(),
                    status.base(),
                    status.state(),
                    status.reason(),
                    Arrays.asList(status.views().split(", ", -1)),
                    status.batchRows() < 0 ? null : status.batchRows(),
                    instant(status.createdAt()),
                    instant(status.changedAt()));
        }

        private static Instant instant(OffsetDateTime time) {
            return time.toInstant();
        }
    }

    private record GenerationList(List<GenerationAnswer> generations) {}

    private record RejectedList(long count, List<Rejection> records) {}

    DatasetRoutes(Supplier<JoinedNode> node) {
        this.node = node;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/datasets", Access.ALL_VIEWS, this::datasets),
                Route.get("/v1/generations", Access.ALL_VIEWS, this::generations),
                Route.get("/v1/datasets/{dataset}/rejected", Access.OPERATE, this::rejected));
    }

    private void datasets(Context request, Caller caller) {
        List<ViewStatus> views = node.get().status().views();
        List<PartitionStatus> partitions = node.get().status().partitions();
        Set<String> names = new TreeSet<>();
        views.forEach(view -> names.add(view.dataset()));
        partitions.forEach(partition -> names.add(partition.dataset()));
        List<DatasetAnswer> answers = new ArrayList<>();
        names.forEach(name -> answers.add(answer(name, views, partitions)));
        Json.answer(request, new DatasetList(answers));
    }

    private static DatasetAnswer answer(String name, List<ViewStatus> views, List<PartitionStatus> partitions) {
        List<PartitionStatus> its = partitions.stream()
                .filter(partition -> partition.dataset().equals(name))
                .toList();
        return new DatasetAnswer(
                name,
                its.stream().map(PartitionStatus::topic).findFirst().orElse(null),
                views.stream()
                        .filter(view -> view.dataset().equals(name))
                        .map(ViewStatus::view)
                        .toList(),
                its.stream().mapToLong(PartitionStatus::lagRecords).sum(),
                its.stream().map(PartitionAnswer::of).toList());
    }

    private void generations(Context request, Caller caller) {
        String dataset = request.queryParam("dataset");
        List<GenerationAnswer> generations = node.get().status().generations().stream()
                .filter(generation -> dataset == null || generation.dataset().equals(dataset))
                .map(GenerationAnswer::of)
                .toList();
        Json.answer(request, new GenerationList(generations));
    }

    private void rejected(Context request, Caller caller) {
        String dataset = request.pathParam("dataset");
        int limit = limit(request.queryParam("limit"));
        var rejections = node.get().grid().rejections();
        Json.answer(request, new RejectedList(rejections.count(dataset), rejections.list(dataset, limit)));
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return USUAL_REJECTED;
        }
        int limit = given.matches("\\d{1,6}") ? Integer.parseInt(given) : 0;
        if (limit < 1 || limit > MOST_REJECTED) {
            throw Refusal.badRequest(
                    "'limit' must be a whole number from 1 to " + MOST_REJECTED + ", but is '" + given + "'.");
        }
        return limit;
    }
}
