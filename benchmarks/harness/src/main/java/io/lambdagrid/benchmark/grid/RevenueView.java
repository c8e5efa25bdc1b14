package io.lambdagrid.benchmark.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import io.lambdagrid.benchmark.subject.Answer;
import io.lambdagrid.serving.Fence;
import io.lambdagrid.serving.Fences;
import io.lambdagrid.serving.Parts;
import io.lambdagrid.serving.SeamMove;
import io.lambdagrid.serving.SeamMoves;
import io.lambdagrid.serving.ViewRows;
import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.view.Coverage;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.ViewFold;
import io.lambdagrid.view.aggregate.StandardAggregates;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The maps of the view "revenue by product" in one generation after the other. */
final class RevenueView {
    private final HazelcastInstance member;
    private final Dataset dataset;
    private final ViewDefinition definition;
    private long generation;

    RevenueView(HazelcastInstance member, Dataset dataset, String sql) {
        this.member = member;
        this.dataset = dataset;
        this.definition = new ViewParser(StandardAggregates.all()).parse("revenue_by_product", sql, dataset);
    }

    ViewDefinition definition() {
        return definition;
    }

    long generation() {
        return generation;
    }

    /** Begins the next generation, without rows and open for this attempt of a batch job. */
    void openForFilling(long attempt) {
        generation++;
        fences().setAll(Fences.building(attempt));
        rows().announceType();
    }

    /** Begins the next generation, without rows and open for a speed job that begins at a coverage. */
    void openForSpeed(Coverage start) {
        generation++;
        new SeamMoves(member, dataset.name(), generation).set(SeamMove.settled(0, start.topicId()));
        fences().setAll(new Fence(0, start).toString());
        rows().announceType();
    }

    /** Returns what the merged rows say, and removes them. */
    Answer take() {
        Answer answer = Answer.NOTHING;
        for (GenericRecord row : rows().map().values()) {
            BigDecimal revenue = row.getDecimal("revenue");
            answer = answer.plus(
                    Objects.requireNonNull(row.getString("product")),
                    Objects.requireNonNull(row.getNullableInt64("orders")),
                    revenue == null ? BigDecimal.ZERO : revenue);
        }
        fences().destroy();
        new SeamMoves(member, dataset.name(), generation).remove();
        rows().map().destroy();
        return answer;
    }

    /** Returns what groups say that are in no map. */
    Answer answer(Map<String, byte[]> groups) {
        ViewFold fold = new ViewFold(definition);
        Parts parts = new Parts(fold);
        Answer answer = Answer.NOTHING;
        for (Map.Entry<String, byte[]> group : groups.entrySet()) {
            @Nullable Object[] columns = fold.finish(group.getKey(), parts.read(group.getValue()));
            answer = answer.plus(
                    (String) Objects.requireNonNull(columns[0]),
                    (Long) Objects.requireNonNull(columns[1]),
                    columns[2] == null ? BigDecimal.ZERO : (BigDecimal) columns[2]);
        }
        return answer;
    }

    private Fences fences() {
        return new Fences(member, dataset.name(), generation);
    }

    private ViewRows rows() {
        return new ViewRows(member, new ViewFold(definition), generation);
    }
}
