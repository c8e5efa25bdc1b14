package io.lambdagrid.node.status;

import io.lambdagrid.client.wire.ViewStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a node is well, as several checks, each with its reason. */
public record HealthReport(List<Check> checks) {
    /** What a check comes to. */
    public enum Outcome {
        UP,
        /** All is answered; somebody may want to know even so. */
        WARN,
        DOWN
    }

    /**
     * One check.
     *
     * @param reason empty when there is nothing to say
     */
    public record Check(String name, Outcome status, String reason) {}

    /** A sample is taken each second; one so old means that the grid does not answer. */
    private static final Duration TOO_OLD = Duration.ofSeconds(15);

    public HealthReport {
        checks = List.copyOf(checks);
    }

    /** Returns a report of one check. */
    public static HealthReport of(String name, Outcome status, String reason) {
        return new HealthReport(List.of(new Check(name, status, reason)));
    }

    /**
     * Returns whether a node may be asked: it sees the grid, and each view answers and goes on.
     *
     * @param trouble why the grid could not be looked at; empty when it could
     */
    public static HealthReport readiness(Optional<StatusSnapshot> snapshot, String trouble, Instant now) {
        List<Check> checks = new ArrayList<>();
        checks.add(cluster(snapshot, trouble, now));
        snapshot.ifPresent(known -> known.views().forEach(view -> checks.add(check(view))));
        return new HealthReport(checks);
    }

    private static Check cluster(Optional<StatusSnapshot> snapshot, String trouble, Instant now) {
        if (snapshot.isEmpty()) {
            return new Check("cluster", Outcome.DOWN, trouble.isEmpty() ? "the views are not known yet" : trouble);
        }
        Duration age = Duration.between(snapshot.get().takenAt(), now);
        if (!trouble.isEmpty() || age.compareTo(TOO_OLD) > 0) {
            return new Check(
                    "cluster",
                    Outcome.DOWN,
                    "the grid has not answered for " + age.toSeconds() + " s"
                            + (trouble.isEmpty() ? "" : ": " + trouble));
        }
        return new Check("cluster", Outcome.UP, "");
    }

    private static Check check(ViewStatus view) {
        boolean serves = view.status().equals(ViewStatus.SERVING);
        Outcome well = view.reason().isEmpty() ? Outcome.UP : Outcome.WARN;
        String reason = view.reason().isEmpty() ? "" : ": " + view.reason();
        return new Check("view " + view.view(), serves ? well : Outcome.DOWN, view.status() + reason);
    }

    /** Returns {@link Outcome#DOWN} if any check does, else {@link Outcome#UP}. */
    public Outcome status() {
        return checks.stream().anyMatch(check -> check.status() == Outcome.DOWN) ? Outcome.DOWN : Outcome.UP;
    }
}
