package io.lambdagrid.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one run has shown.
 *
 * @param faults what happened, in words
 * @param refusals reads that were answered with an error, by its code
 * @param longestStallMillis how long the reader who waited longest went without an answer, by the way it asks
 * @param longestBehindMillis how long at most the view's age was 5 seconds or more, or not to be had
 * @param recoveryMillis from the last healing until every row was there
 * @param findings answers that must not be, and what was not as it should be in the end; empty when all was well
 */
record ChaosReport(
        long seed,
        List<String> faults,
        long orders,
        long unreadable,
        long answers,
        Map<String, Long> wrongAnswers,
        Map<String, Long> refusals,
        Map<String, Long> longestStallMillis,
        long longestBehindMillis,
        long recoveryMillis,
        long generations,
        List<String> findings) {
    boolean isClean() {
        return findings.isEmpty();
    }

    /** Returns one line of JSON. */
    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String tableHead() {
        return """
                | seed | faults | orders | answers | wrong | backward | refused | longest stall of get, of SQL | longest behind | recovery | generations |
                |---|---|---|---|---|---|---|---|---|---|---|""";
    }

    /** Returns a line of a table in Markdown. */
    String tableRow() {
        long backward = wrongAnswers.getOrDefault(Oracle.Fault.BACKWARD.name(), 0L);
        long wrong = wrongAnswers.values().stream().mapToLong(Long::longValue).sum() - backward;
        String refused = refusals.isEmpty()
                ? "0"
                : refusals.entrySet().stream()
                        .map(refusal -> refusal.getValue() + " " + refusal.getKey())
                        .collect(Collectors.joining(", "));
        return "| " + seed + " | " + faults.size() + " | " + orders + " | " + answers + " | " + wrong + " | " + backward
                + " | " + refused + " | " + stalls() + " | " + seconds(longestBehindMillis) + " | "
                + seconds(recoveryMillis) + " | "
                + generations + " |";
    }

    private String stalls() {
        return longestStallMillis.values().stream().map(ChaosReport::seconds).collect(Collectors.joining(", "));
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
}
