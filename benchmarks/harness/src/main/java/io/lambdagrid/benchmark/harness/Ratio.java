package io.lambdagrid.benchmark.harness;

import java.util.List;

/**
 * One of our subjects against one peer, by their medians.
 *
 * @param throughput ours divided by the peer's: above 1 we are faster
 * @param cpu ours divided by the peer's CPU seconds: below 1 we are cheaper
 */
record Ratio(String ours, String peer, double throughput, double cpu) {
    static Ratio of(SubjectRun ours, SubjectRun peer) {
        return new Ratio(
                ours.launch().name(),
                peer.launch().name(),
                peer.seconds().median() / ours.seconds().median(),
                ours.cpuSecondsPerMillion(1).median()
                        / peer.cpuSecondsPerMillion(1).median());
    }

    /** Returns each of ours against each peer. */
    static List<Ratio> all(List<SubjectRun> runs) {
        return runs.stream()
                .filter(run -> run.launch().role() == Launch.Role.OURS)
                .flatMap(ours -> runs.stream()
                        .filter(run -> run.launch().role() == Launch.Role.PEER)
                        .map(peer -> of(ours, peer)))
                .toList();
    }
}
