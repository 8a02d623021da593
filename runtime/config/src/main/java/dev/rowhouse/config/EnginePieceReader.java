package dev.rowhouse.config;

import com.typesafe.config.Config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.rowhouse.config.EngineConfig.Transactions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one engine out of a file, whatever else stands there: HOCON, or Java's properties if the file's name ends with
 * {@code .properties}. Holds nothing; safe for use by many threads.
 *
 * <p>The piece counts as it stands: {@code {here}} is the folder of the file, {@code {instance}} and {@code {n}} stand for
 * nothing, and {@code defaults} of a composite are not merged in.
 */
public final class EnginePieceReader {
    private final Inspector inspector;

    /**
     * A reader for any number of files.
     *
     * @param inspector who knows drivers and settings that are passed on
     */
    public EnginePieceReader(Inspector inspector) {
        this.inspector = inspector;
    }

    /**
     * Reads an engine.
     *
     * @param prefix the key of the engine, with or without a dot at its end: {@code engines.default}; its last part is the
     *        engine's name. Empty if the file holds nothing else; the name is {@code default} then.
     * @throws ConfigException with every mistake of that piece
     */
    public EnginePiece read(Path file, String prefix) {
        var mistakes = new Mistakes();
        var places = new Places(file);
        var path = file.getParent() == null ? Path.of(".").resolve(file) : file;
        var keys = keys(prefix, places.of(file), mistakes);
        var parsed = parse(path, places, mistakes);
        mistakes.throwIfAny();
        var elsewhere = new Mistakes();
        var resolved = parsed.flatMap(config -> new Unresolved(places, elsewhere).resolve(config, config));
        if (resolved.isEmpty()) {
            throw new ConfigException(elsewhere.all());
        }
        var here = String.valueOf(path.toAbsolutePath().normalize().getParent());
        var reading = new Reading(new Mistakes(), places, new Placeholders(here, "", ""), new SecretWords());
        var section = find(resolved.get().root(), keys, reading);
        var secrets = section.map(SecretCollector::collect).orElse(Secrets.NONE);
        var engine = section.flatMap(piece -> read(keys.isEmpty() ? "default" : keys.getLast(), piece));
        boolean whole = section.flatMap(piece -> piece.self().object())
                .map(EnginePieceReader::isWhole)
                // Nothing is said of a piece that a substitution should have led to.
                .orElse(!reading.mistakes().isEmpty());
        if (!whole) {
            mistakes.addAll(elsewhere, secrets);
        }
        mistakes.addAll(reading.mistakes(), secrets);
        mistakes.throwIfAny();
        return new EnginePiece(owner(file), engine.orElseThrow(), secrets);
    }

    private static Optional<Config> parse(Path path, Places places, Mistakes mistakes) {
        var hocon = new HoconFile(places, mistakes);
        if (!path.toString().endsWith(PropertiesFile.SUFFIX)) {
            return hocon.parse(path);
        }
        return hocon.isReadable(path) ? new PropertiesFile(places, mistakes).parse(path) : Optional.empty();
    }

    private static List<String> keys(String prefix, Origin origin, Mistakes mistakes) {
        var plain = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
        try {
            return plain.isBlank() ? List.of() : ConfigUtil.splitPath(plain);
        } catch (com.typesafe.config.ConfigException e) {
            mistakes.add(origin, "", "'%s' is not the key of an engine".formatted(prefix),
                    "write one like engines.default");
            return List.of();
        }
    }

    private static Optional<Section> find(ConfigObject root, List<String> keys, Reading reading) {
        var section = Section.of(root, "", List.of(), reading);
        for (var key : keys) {
            var node = section.find(key);
            if (node.isEmpty() && section.isIncomplete()) {
                return Optional.empty();
            }
            if (node.isEmpty()) {
                var known = section.children().stream().map(Section.Child::name).toList();
                reading.mistakes()
                        .add(section.self().origin(), section.keyOf(key), "is missing",
                                Suggestions.near(known, key)
                                        .map(near -> "did you mean '%s'?".formatted(near))
                                        .orElse("write %s { url = \"jdbc:...\" }".formatted(String.join(".", keys))));
                return Optional.empty();
            }
            var next = node.get().section();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            section = next.get();
        }
        return Optional.of(section);
    }

    private Optional<EngineConfig> read(String name, Section section) {
        if (!Names.isName(name)) {
            section.self().wrong("'%s' is not a name".formatted(name), Names.RULE);
            return Optional.empty();
        }
        var shards = section.find(ShardsReader.SHARDS);
        if (shards.isPresent()) {
            shards.get()
                    .wrong("an engine of several databases can't be used without its instance",
                            "write url = \"jdbc:...\" of one database instead of shards, shard-by and strategy");
            return Optional.empty();
        }
        var engine = EngineReader.read(new EngineName(name), section, "jdbc:h2:file:./data/" + name,
                Transactions.LOCAL);
        engine.ifPresent(known -> inspector.inspect(known, section.self().key(), section.self().reading().mistakes()));
        return engine;
    }

    /** Whether all its substitutions led somewhere; those of the rest of the file are nobody's concern here. */
    private static boolean isWhole(ConfigValue value) {
        return switch (value) {
            case ConfigObject object ->
                !object.containsKey(Unresolved.MARK) && object.values().stream().allMatch(EnginePieceReader::isWhole);
            case ConfigList list -> list.stream().allMatch(EnginePieceReader::isWhole);
            default -> !Unresolved.isMark(value);
        };
    }

    private static InstanceName owner(Path file) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
        return new InstanceName(Names.isName(name) ? name : "script");
    }
}
