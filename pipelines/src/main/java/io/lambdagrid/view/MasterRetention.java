package io.lambdagrid.view;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a dataset may let old records leave its master dataset: only if none of its views could ever need them to be
 * computed anew. Else a view would one day become a smaller number.
 */
public final class MasterRetention {
    private MasterRetention() {}

    /** Returns why a view needs records that its dataset does not retain, and what to do; empty when it does not. */
    public static Optional<String> conflict(Dataset dataset, ViewDefinition view) {
        Duration retained = dataset.retain();
        if (retained == null) {
            return Optional.empty();
        }
        Optional<RowAge> age = RowAge.of(view);
        if (age.isEmpty()) {
            return Optional.of(sentence(dataset, retained, view, "it keeps all of its rows"));
        }
        if (!age.get().isRoundedDown(dataset.indexOf(dataset.eventTime()).orElse(-1))) {
            return Optional.of(sentence(
                    dataset,
                    retained,
                    view,
                    "its rows leave by '" + age.get().column() + "', which is not the time of the event rounded down"));
        }
        Duration needed = Duration.ofMillis(age.get().micros() / 1000);
        return needed.compareTo(retained) > 0
                ? Optional.of(sentence(dataset, retained, view, "it retains rows for " + words(needed)))
                : Optional.empty();
    }

    private static String sentence(Dataset dataset, Duration retained, ViewDefinition view, String why) {
        return "View '" + view.name() + "' needs records that dataset '" + dataset.name() + "' does not keep: " + why
                + ", and the dataset retains events for " + words(retained) + ". Expected 'RETAIN ... FOR INTERVAL' of"
                + " at most that, by a time bucket of '" + dataset.eventTime()
                + "'; or let the dataset retain them for longer, or for ever without 'retain'.";
    }

    private static String words(Duration time) {
        if (time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))) {
            return time.toDays() + " days";
        }
        return time.equals(Duration.ofHours(time.toHours())) && time.toHours() > 0
                ? time.toHours() + " hours"
                : time.toSeconds() + " seconds";
    }
}
