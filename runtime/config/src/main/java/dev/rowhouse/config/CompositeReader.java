package dev.rowhouse.config;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads composite files. Holds nothing; safe for use by many threads. */
public final class CompositeReader {
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** {@code values} and {@code secrets} hold what the operator likes, for substitutions. */
    private static final List<String> KEYS = List.of("listen", "drain", "http", "max-running", "max-starting",
            "max-memory", "fair-share", "control", "folder", "servers", "apps", "defaults", "instances",
            "instances-from", "fleets", "values", "secrets", "accept");

    private final Inspector inspector;

    /**
     * A reader for any number of files.
     *
     * @param inspector who knows the code that the files speak of
     */
    public CompositeReader(Inspector inspector) {
        this.inspector = inspector;
    }

    /**
     * Reads a composite file and all that it includes.
     *
     * @throws ConfigException with every mistake of every file
     */
    public CompositeConfig read(Path file) {
        var mistakes = new Mistakes();
        var places = new Places(file);
        var path = file.getParent() == null ? Path.of(".").resolve(file) : file;
        var sources = new Sources();
        var unresolved = new HoconFile(places, mistakes, sources).parse(path);
        var resolved = unresolved.flatMap(config -> new Unresolved(places, mistakes).resolve(config, config));
        if (unresolved.isEmpty() || resolved.isEmpty()) {
            throw new ConfigException(mistakes.all());
        }
        var here = path.toAbsolutePath().normalize().getParent();
        var placeholders = new Placeholders(String.valueOf(here), "", "");
        var words = new SecretWords();
        var reading = new Reading(new Mistakes(), places, placeholders, words);
        var root = Section.of(resolved.get().root(), "", List.of(), reading);
        var files = new InstanceFiles(path.resolveSibling(""), resolved.get(), places, reading.mistakes(), sources);
        var composite = read(file, root, unresolved.get(), files, sources);
        mistakes.addAll(reading.mistakes(), SecretCollector.collect(root));
        mistakes.throwIfAny();
        return composite;
    }

    private CompositeConfig read(Path file, Section root, Config unresolved, InstanceFiles files, Sources sources) {
        root.only(KEYS);
        var listen = root.find("listen").map(HttpReader::listen).orElse(List.of(ListenAddress.DEFAULT));
        var drain = root.find("drain").flatMap(node -> Scalars.duration(node, Duration.ZERO)).orElse(DRAIN);
        var http = root.find("http").flatMap(Node::section).map(HttpReader::http).orElse(HttpConfig.DEFAULT);
        var control = root.find("control")
                .flatMap(Node::section)
                .map(ControlReader::read)
                .orElse(ControlConfig.DEFAULT);
        var folder = root.find("folder").flatMap(Scalars::folder).orElseGet(() -> usualFolder(file));
        var servers = new ServersReader();
        root.find("servers").flatMap(Node::section).ifPresent(servers::read);
        var accepted = root.find("accept").map(AcceptanceReader::read).orElse(List.of());
        var apps = Apps.read(root.find("apps").flatMap(Node::section), inspector);
        var defaults = root.find("defaults").flatMap(Node::section).map(Section::asDefaults).orElse(List.of());
        var common = Stream.of("secrets", "values")
                .flatMap(key -> root.find(key).filter(Node::isObject).flatMap(Node::section).stream())
                .flatMap(section -> SecretCollector.collect(section).values().stream())
                .collect(Collectors.collectingAndThen(Collectors.toSet(), Secrets::new));
        var instances = new Instances(new InstanceReader(apps, inspector, http), root.self().reading(), defaults,
                common);
        new Declarations(root, unresolved, files).each(instances);
        instances.end();
        if (root.self().reading().mistakes().isEmpty()) {
            servers.compare(instances.found());
        }
        return new CompositeConfig(file, sources.found(), listen, drain, http, CapacityReader.read(root), control,
                folder, servers.found(), apps.configs(), accepted, instances.clearSecrets(SecretCollector.visit(root)),
                instances.found());
    }

    /**
     * Where the runtime keeps files of its own for a composite. Nothing else of the file is looked at, and no code of apps.
     *
     * @throws ConfigException if that can't be known, since the file can't be read or that key of it is wrong
     */
    public static Path folder(Path file) {
        return FolderReader.read(file);
    }

    /** Where that is when the file doesn't say so. Beside the folders of instances, whose names begin with no dot. */
    public static Path usualFolder(Path file) {
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.toAbsolutePath()
                .normalize()
                .resolveSibling("data")
                .resolve("." + (dot > 0 ? name.substring(0, dot) : name));
    }
}
