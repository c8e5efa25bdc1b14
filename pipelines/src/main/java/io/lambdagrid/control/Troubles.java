package io.lambdagrid.control;

import io.lambdagrid.view.GridException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What currently does not work for a dataset, by part; each change is one line in the log. Thread-safe. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final String dataset;
    private final Map<String, String> byPart = new ConcurrentSkipListMap<>();

    Troubles(String dataset) {
        this.dataset = dataset;
    }

    /** Does one part's step; what goes wrong is noted, and the other parts go on. */
    void watch(String part, Runnable step) {
        try {
            step.run();
            over(part);
        } catch (GridException e) {
            note(part, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (note(part, "LG-999  " + e)) {
                LOG.error("dataset={} part={}", dataset, part, e);
            }
        }
    }

    /** Notes that a part does not work; returns whether that is news. */
    boolean note(String part, String message) {
        boolean news = !message.equals(byPart.put(part, message));
        if (news) {
            LOG.warn("dataset={} part={} {}", dataset, part, message);
        }
        return news;
    }

    void over(String part) {
        if (byPart.remove(part) != null) {
            LOG.info("dataset={} part={} works again", dataset, part);
        }
    }

    /** Returns what a part suffers from, or the empty text. */
    String of(String part) {
        return byPart.getOrDefault(part, "");
    }

    /** Returns everything that does not work, in one line. */
    String summary() {
        return byPart.values().stream().distinct().collect(Collectors.joining(" | "));
    }
}
