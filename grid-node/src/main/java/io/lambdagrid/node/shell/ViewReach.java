package io.lambdagrid.node.shell;

import io.lambdagrid.client.Freshness;
import io.lambdagrid.client.ViewState;
import io.lambdagrid.node.print.TimeWords;
import io.lambdagrid.node.print.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * How far one view reached when it was asked.
 *
 * @param parts which of its parts were asked
 */
record ViewReach(String view, Parts parts, Freshness freshness) {
    /** What of a view is asked, by the name that stands in FROM. */
    enum Parts {
        MERGED(""),
        BATCH("_batch"),
        REALTIME("_realtime");

        private final String ending;

        Parts(String ending) {
            this.ending = ending;
        }

        static Parts ofTable(String table) {
            for (Parts parts : values()) {
                if (parts != MERGED && table.endsWith(parts.ending)) {
                    return parts;
                }
            }
            return MERGED;
        }

        String view(String table) {
            return table.substring(0, table.length() - ending.length());
        }
    }

    /** Returns such as {@code fresh to 12:00:03 (0.8 s behind), generation 17 + speed}. */
    String text(ZonedDateTime now) {
        String layers = switch (parts) {
            case MERGED -> "generation " + freshness.generation() + " + speed";
            case BATCH -> "generation " + freshness.generation() + " alone";
            case REALTIME -> "speed since generation " + freshness.generation();
        };
        String reach = parts == Parts.BATCH
                ? ""
                : freshness.freshTo().map(time -> freshTo(time, now) + ", ").orElse("");
        return reach + layers + retained(now) + state();
    }

    private String freshTo(Instant time, ZonedDateTime now) {
        Duration behind =
                freshness.age(Clock.fixed(now.toInstant(), now.getZone())).orElse(Duration.ZERO);
        String records = freshness.lagRecords() == 0 ? "" : " and " + Words.count(freshness.lagRecords(), "record");
        return "fresh to " + TimeWords.moment(time, now) + " (" + TimeWords.length(behind) + records + " behind)";
    }

    private String retained(ZonedDateTime now) {
        return freshness
                .retainedFrom()
                .map(time -> ", kept from " + TimeWords.moment(time, now) + " on")
                .orElse("");
    }

    private String state() {
        if (freshness.status() == ViewState.SERVING) {
            return "";
        }
        return ", " + freshness.status() + (freshness.reason().isEmpty() ? "" : ": " + freshness.reason());
    }
}
