package dev.rowhouse.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What a composite was read from.
 *
 * @param files the composite file first, then those that it includes and those of instances; absolute, each once
 * @param folders those in which each file is an instance; absolute
 */
public record SourceFiles(List<Path> files, List<Path> folders) {
    /** How the name of a file ends that is an instance. */
    public static final String SUFFIX = ".conf";

    /** Copies the lists. */
    public SourceFiles {
        files = List.copyOf(files);
        folders = List.copyOf(folders);
    }

    /** Whether a file in one of the folders is an instance. Editors leave hidden files beside the ones that they work on. */
    public static boolean isInstance(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }
}
