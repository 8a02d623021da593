package dev.rowhouse.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files in HOCON, as far as they can be read. */
final class HoconFile {
    private final Places places;
    private final Mistakes mistakes;
    private final Sources sources;

    HoconFile(Places places, Mistakes mistakes) {
        this(places, mistakes, new Sources());
    }

    /** @param sources takes what is read */
    HoconFile(Places places, Mistakes mistakes, Sources sources) {
        this.places = places;
        this.mistakes = mistakes;
        this.sources = sources;
    }

    /**
     * Reads a file and what it includes, without resolving it.
     *
     * @return empty if it can't be read; what is wrong was noted
     */
    Optional<Config> parse(Path file) {
        if (!isReadable(file)) {
            return Optional.empty();
        }
        sources.addFile(file);
        var syntax = new SyntaxMistakes(places, mistakes);
        var options = ConfigParseOptions.defaults()
                .setSyntax(ConfigSyntax.CONF)
                .setAllowMissing(false)
                .setIncluder(Includes.create(syntax, sources));
        try {
            return Optional.of(ConfigFactory.parseFile(file.toFile(), options));
        } catch (ConfigException e) {
            syntax.add(e);
            return Optional.empty();
        }
    }

    /** Whether there is such a file; what is wrong was noted. */
    boolean isReadable(Path file) {
        var problem = problem(file);
        problem.ifPresent(
                text -> mistakes.add(places.of(file), "", text, "write the path of a file in HOCON that can be read"));
        return problem.isEmpty();
    }

    private static Optional<String> problem(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no such file");
        }
        if (Files.isDirectory(file)) {
            return Optional.of("this is a directory");
        }
        return Files.isReadable(file) ? Optional.empty() : Optional.of("the file may not be read");
    }
}
