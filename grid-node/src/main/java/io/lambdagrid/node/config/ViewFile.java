package io.lambdagrid.node.config;

import io.lambdagrid.sql.ViewParser;
import io.lambdagrid.sql.ViewSqlException;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.MasterRetention;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.aggregate.InstalledAggregates;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A file of {@code views/}: one SELECT over one dataset. The view is named like the file. */
record ViewFile(String name, String source, String sql) {
    /** Checks views against the datasets of the same folder. */
    static final class Reader {
        private final ViewParser parser = new ViewParser(InstalledAggregates.all());
        private final Map<String, Optional<Dataset>> datasets;
        private final Map<String, Dataset> readable = new TreeMap<>();
        private final Problems problems;

        /** Takes datasets by name; empty where their own file is faulty. */
        Reader(Map<String, Optional<Dataset>> datasets, Problems problems) {
            this.datasets = datasets;
            this.problems = problems;
            datasets.forEach((name, dataset) -> dataset.ifPresent(known -> readable.put(name, known)));
        }

        /** Returns the view; empty, with the reasons among the problems, when something is wrong with it. */
        Optional<ViewDefinition> read(ViewFile file) {
            try {
                ViewDefinition view = parser.parse(file.name, file.sql, readable);
                checkRetained(file, view);
                return Optional.of(view);
            } catch (ViewSqlException e) {
                if (!namesFaultyDataset(file)) {
                    problems.add(e.error(), new Place(file.source, e.line(), e.column()), e.sentence());
                }
                return Optional.empty();
            }
        }

        private void checkRetained(ViewFile file, ViewDefinition view) {
            Dataset dataset = readable.get(view.dataset());
            if (dataset != null) {
                MasterRetention.conflict(dataset, view)
                        .ifPresent(conflict ->
                                problems.add(GridError.CONFIG_INVALID_VALUE, Place.whole(file.source), conflict));
            }
        }

        /** Whatever such a view is blamed for may be the dataset's fault, which has been told. */
        private boolean namesFaultyDataset(ViewFile file) {
            return datasets.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(entry -> Pattern.compile("\\b" + entry.getKey() + "\\b", Pattern.CASE_INSENSITIVE))
                    .anyMatch(name -> name.matcher(file.sql).find());
        }
    }
}
