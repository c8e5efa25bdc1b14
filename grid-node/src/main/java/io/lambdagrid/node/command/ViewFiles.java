package io.lambdagrid.node.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Definitions of views in files, each named like its view. */
final class ViewFiles {
    private static final String ENDING = ".sql";

    /** A view as a file says it. */
    record ViewText(String name, String sql) {}

    private ViewFiles() {}

    /**
     * Reads files, and all files of folders.
     *
     * @throws CommandFailure when one cannot be read, or is not called NAME.sql
     */
    static List<ViewText> read(List<Path> paths) {
        List<ViewText> views = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                String name = file.getFileName().toString();
                if (!name.endsWith(ENDING)) {
                    throw new CommandFailure("LG-120  The file '" + file
                            + "' is not called NAME.sql. A view is named like its file: rename it.");
                }
                views.add(new ViewText(name.substring(0, name.length() - ENDING.length()), text(file)));
            }
        }
        return views;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new CommandFailure("LG-112  The file '" + file + "' is not UTF-8 text. Save it as UTF-8.", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static CommandFailure unreadable(Path path, IOException cause) {
        return new CommandFailure(
                "LG-112  '" + path + "' cannot be read. Name files called NAME.sql, or a folder.", cause);
    }
}
