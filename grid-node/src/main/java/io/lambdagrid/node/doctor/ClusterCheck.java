package io.lambdagrid.node.doctor;

import io.lambdagrid.client.LambdaGrid;
import io.lambdagrid.client.LambdaGridException;
import io.lambdagrid.client.Row;
import io.lambdagrid.client.SqlResult;
import io.lambdagrid.client.wire.ViewStatus;
import io.lambdagrid.node.config.ClusterSection;
import io.lambdagrid.view.GridError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the members that are named can be reached, and if one runs here, how its views are. */
final class ClusterCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is told of a view is written anew each second. */
    private static final Duration USUAL_AGE = Duration.ofSeconds(15);

    private final ClusterSection cluster;
    private final Clock clock;

    ClusterCheck(ClusterSection cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "cluster";
    }

    @Override
    public List<Finding> findings() {
        Set<String> addresses = new TreeSet<>(cluster.members());
        addresses.add(cluster.host() + ":" + cluster.port());
        List<String> answering =
                addresses.stream().filter(ClusterCheck::isListening).toList();
        List<String> silent = addresses.stream()
                .filter(address -> !answering.contains(address))
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (!silent.isEmpty()) {
            findings.add(Finding.warn(
                    subject(),
                    GridError.GRID_UNREACHABLE,
                    "Nobody listens at " + String.join(", ", silent) + ". Start a node there, or open the network."));
        }
        if (!answering.isEmpty()) {
            findings.addAll(views(answering));
        }
        return findings;
    }

    private static boolean isListening(String address) {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            address.substring(0, colon).replaceAll("[\\[\\]]", ""),
                            Integer.parseInt(address.substring(colon + 1))),
                    (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Finding> views(List<String> addresses) {
        List<Finding> findings = new ArrayList<>();
        try (LambdaGrid grid = LambdaGrid.builder()
                        .addresses(addresses.toArray(String[]::new))
                        .clusterName(cluster.name())
                        .timeout(PATIENCE)
                        .statementTimeout(PATIENCE)
                        .connect();
                SqlResult result = grid.sql("SELECT * FROM lambda_views ORDER BY \"view\"")) {
            findings.add(Finding.ok(subject(), "'" + cluster.name() + "' answers at " + String.join(", ", addresses)));
            result.forEach(row -> findings.add(view(row)));
        } catch (LambdaGridException e) {
            findings.add(new Finding(subject(), Finding.Verdict.FAIL, e.error().code(), e.sentence()));
        }
        return findings;
    }

    private Finding view(Row row) {
        String status = row.text("status");
        String reason = row.text("reason");
        String text = row.text("view") + " is " + status + ", generation " + row.longValue("generation") + ", lag "
                + row.longValue("lag_records") + (reason.isEmpty() ? "" : ": " + reason);
        Instant updated = row.instant("updated_at");
        Duration age = Duration.between(updated, clock.instant()).abs();
        if (status.equals(ViewStatus.HALTED) || status.equals(ViewStatus.INCOMPLETE)) {
            return Finding.fail("view", codeIn(reason, GridError.VIEW_INCOMPLETE), text);
        }
        if (status.equals(ViewStatus.STARTING)) {
            return Finding.warn("view", codeIn(reason, GridError.VIEW_STARTING), text);
        }
        return age.compareTo(USUAL_AGE) > 0
                ? Finding.warn(
                        "view",
                        GridError.GRID_UNREACHABLE,
                        text + ", as was told " + age.toSeconds()
                                + " s from now. Either nobody is in control or the clocks differ: see the node's log.")
                : Finding.ok("view", text);
    }

    /** A reason begins with the code of what is behind it. */
    private static GridError codeIn(String reason, GridError otherwise) {
        return GridError.ofCode(reason.strip().split("\\s+", 2)[0]).orElse(otherwise);
    }
}
