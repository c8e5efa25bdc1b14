package io.lambdagrid.node.config;

import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.Names;
import io.lambdagrid.view.ViewDefinition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a configuration folder. */
public final class ConfigurationFolder {
    public static final String SETTINGS_FILE = "lambda-grid.yaml";
    public static final String DATASETS = "datasets";
    public static final String VIEWS = "views";

    private final Path folder;
    private final Overrides overrides;

    public ConfigurationFolder(Path folder, Overrides overrides) {
        this.folder = folder;
        this.overrides = overrides;
    }

    /**
     * Reads every file and checks them together.
     *
     * @throws ConfigurationException when anything is wrong, with all that is wrong
     */
    public GridConfiguration read() {
        Problems problems = new Problems();
        Settings settings = settings(problems);
        Map<String, Optional<Dataset>> datasets = datasets(problems);
        List<ViewDefinition> views = views(datasets, problems);
        problems.throwIfAny();
        return new GridConfiguration(
                settings, datasets.values().stream().flatMap(Optional::stream).toList(), views);
    }

    private Settings settings(Problems problems) {
        Path file = folder.resolve(SETTINGS_FILE);
        if (!Files.exists(file)) {
            problems.add(
                    GridError.CONFIG_UNREADABLE,
                    Place.whole(folder.toString()),
                    "There is no file '" + SETTINGS_FILE + "' in '" + folder
                            + "'. Name the configuration folder with --config DIR.");
            return Settings.DEFAULTS;
        }
        return yaml(file, problems)
                .map(mapping -> Settings.read(mapping, overrides, problems))
                .orElse(Settings.DEFAULTS);
    }

    /** Returns the datasets by their names; empty where the file is faulty. */
    private Map<String, Optional<Dataset>> datasets(Problems problems) {
        Map<String, Optional<Dataset>> datasets = new LinkedHashMap<>();
        for (Path file : files(DATASETS, ".yaml", Set.of(".avsc"), problems)) {
            validName(file, "dataset", problems)
                    .ifPresent(name -> datasets.put(
                            name,
                            yaml(file, problems)
                                    .flatMap(mapping -> new DatasetFile(
                                                    name, folder.resolve(DATASETS), mapping, problems)
                                            .read())));
        }
        return datasets;
    }

    private List<ViewDefinition> views(Map<String, Optional<Dataset>> datasets, Problems problems) {
        ViewFile.Reader reader = new ViewFile.Reader(datasets, problems);
        List<ViewDefinition> views = new ArrayList<>();
        for (Path file : files(VIEWS, ".sql", Set.of(), problems)) {
            validName(file, "view", problems)
                    .flatMap(name -> text(file, problems).map(sql -> new ViewFile(name, file.toString(), sql)))
                    .flatMap(reader::read)
                    .ifPresent(views::add);
        }
        return views;
    }

    /** Returns the files of one ending; others are refused, but for those that such files refer to. */
    private List<Path> files(String subfolder, String ending, Set<String> referredTo, Problems problems) {
        Path directory = folder.resolve(subfolder);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sorted = files.filter(
                            file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            sorted.stream()
                    .filter(file -> !file.toString().endsWith(ending))
                    .filter(file -> referredTo.stream().noneMatch(file.toString()::endsWith))
                    .forEach(file -> problems.add(
                            GridError.CONFIG_UNREADABLE,
                            Place.whole(file.toString()),
                            "Only files that end in '" + ending + "' belong into '" + subfolder
                                    + "'. Rename it or move it elsewhere."));
            return sorted.stream()
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        } catch (IOException e) {
            problems.add(GridError.CONFIG_UNREADABLE, Place.whole(directory.toString()), "Cannot be read: " + e);
            return List.of();
        }
    }

    private static Optional<String> validName(Path file, String what, Problems problems) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        if (Names.isValid(name)) {
            return Optional.of(name);
        }
        problems.add(
                GridError.CONFIG_INVALID_VALUE,
                Place.whole(file.toString()),
                "A " + what + " is named like its file; '" + name + "' must be " + Names.RULE + ".");
        return Optional.empty();
    }

    private static Optional<YamlNode.Mapping> yaml(Path file, Problems problems) {
        return text(file, problems)
                .map(text -> YamlFile.parse(file.toString(), text, problems))
                // After a syntax error the rest is unknown: complaints about missing settings would mislead.
                .filter(mapping -> !problems.isFaulty(file.toString()));
    }

    private static Optional<String> text(Path file, Problems problems) {
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(GridError.CONFIG_UNREADABLE, Place.whole(file.toString()), "The file is not UTF-8 text.");
        } catch (IOException e) {
            problems.add(GridError.CONFIG_UNREADABLE, Place.whole(file.toString()), "Cannot be read: " + e);
        }
        return Optional.empty();
    }
}
