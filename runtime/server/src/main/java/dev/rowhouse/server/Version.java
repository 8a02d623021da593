package dev.rowhouse.server;

import dev.rowhouse.config.SourceFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the files of a composite held at one time.
 *
 * @param stamp when, which is its name; empty if it isn't kept
 * @param before the name of what ran before it; empty if nothing did
 * @param files what each file held, by its place
 * @param folders those in which each file is an instance
 */
record Version(Optional<String> stamp, Optional<String> before, SequencedMap<Path, byte[]> files, List<Path> folders) {
    private static final String INDEX = "index";
    private static final String BEFORE = "before";
    private static final String FOLDER = "folder";
    private static final String FILE = "file";

    /**
     * What files hold now; those that are not there are left out.
     *
     * @throws IOException if one can't be read
     */
    static Version of(SourceFiles sources) throws IOException {
        SequencedMap<Path, byte[]> files = new LinkedHashMap<>();
        for (var file : sources.files()) {
            if (Files.isRegularFile(file)) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return new Version(Optional.empty(), Optional.empty(), files, sources.folders());
    }

    /**
     * One that was kept.
     *
     * @param place its folder
     * @throws IOException if it can't be read
     */
    static Version read(Path place) throws IOException {
        SequencedMap<Path, byte[]> files = new LinkedHashMap<>();
        List<Path> folders = new ArrayList<>();
        var before = Optional.<String>empty();
        for (var line : Files.readAllLines(place.resolve(INDEX))) {
            var words = line.split(" ", 3);
            switch (words[0]) {
                case BEFORE -> before = Optional.of(words[1]);
                case FOLDER -> folders.add(Path.of(URI.create(words[1])));
                case FILE -> files.put(Path.of(URI.create(words[2])), Files.readAllBytes(place.resolve(words[1])));
                default -> throw new IOException("%s says '%s', which nobody understands".formatted(place, line));
            }
        }
        return new Version(Optional.of(place.getFileName().toString()), before, files, folders);
    }

    /**
     * Keeps it in a folder that is there and empty. What is in it may be secret.
     *
     * @param follows the name of what ran before
     * @throws IOException if it can't be written
     */
    void write(Path place, Optional<String> follows) throws IOException {
        List<String> index = new ArrayList<>();
        follows.ifPresent(name -> index.add(BEFORE + " " + name));
        folders.forEach(folder -> index.add(FOLDER + " " + folder.toUri()));
        for (var file : files.entrySet()) {
            // Two may have the same name, and none is called like the index.
            var name = "%d-%s".formatted(index.size(), file.getKey().getFileName()).replace(' ', '_');
            PrivateFiles.write(place.resolve(name), file.getValue());
            index.add("%s %s %s".formatted(FILE, name, file.getKey().toUri()));
        }
        PrivateFiles.write(place.resolve(INDEX), String.join("\n", index).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether another one holds the same. */
    boolean hasSameAs(Version other) {
        return files.keySet().equals(other.files.keySet()) && files.entrySet()
                .stream()
                .allMatch(file -> Arrays.equals(file.getValue(), other.files.get(file.getKey())));
    }

    /** What it was read from. */
    SourceFiles sources() {
        return new SourceFiles(List.copyOf(files.keySet()), folders);
    }
}
