package dev.rowhouse.config;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads directories in which each file is one instance. */
final class InstanceFiles {
    private final Path folder;
    private final Config composite;
    private final HoconFile hocon;
    private final Places places;
    private final Mistakes mistakes;
    private final Sources sources;

    /**
     * The files that belong to a composite.
     *
     * @param folder what directories are relative to
     * @param composite where substitutions lead that the file itself can't fulfil
     * @param sources takes what is read
     */
    InstanceFiles(Path folder, Config composite, Places places, Mistakes mistakes, Sources sources) {
        this.folder = folder;
        this.composite = composite;
        this.hocon = new HoconFile(places, mistakes, sources);
        this.places = places;
        this.mistakes = mistakes;
        this.sources = sources;
    }

    /**
     * Hands over the instances of one directory.
     *
     * @param directory where its name is written
     * @return whether there was anything in it, good or bad
     */
    boolean each(Node directory, Declarations.Taker taker) {
        var text = directory.text("the path of a directory");
        if (text.isEmpty()) {
            return true;
        }
        try {
            var files = list(folder.resolve(text.get()));
            sources.addFolder(folder.resolve(text.get()));
            files.forEach(file -> read(file, directory.reading().placeholders(), taker));
            return !files.isEmpty();
        } catch (IOException | InvalidPathException e) {
            directory.wrong("there is no directory %s, or it may not be read".formatted(directory.shown(text.get())),
                    "write a directory relative to the composite file");
            return true;
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(SourceFiles::isInstance).sorted().toList();
        }
    }

    private void read(Path file, Placeholders placeholders, Declarations.Taker taker) {
        var fileName = file.getFileName().toString();
        var name = fileName.substring(0, fileName.length() - SourceFiles.SUFFIX.length());
        hocon.parse(file)
                .flatMap(config -> new Unresolved(places, mistakes).resolve(config, config.withFallback(composite)))
                .ifPresent(config -> taker.take(new Declarations.Named(name, places.of(file), "the name of the file"),
                        config.root(), "instances." + name, LifeConfig.Start.LAZY, placeholders));
    }
}
