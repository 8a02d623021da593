package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.InstanceConfig.Start;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/** Reads instances, from wherever they are declared. For use by one thread. */
final class InstanceReader {
    private static final List<String> KEYS = List.of("app", "mount", "settings", "engines", "start", "limits");

    private final Apps apps;
    private final Inspector inspector;
    private final HttpConfig http;
    private final SettingsReader settings = new SettingsReader();

    InstanceReader(Apps apps, Inspector inspector, HttpConfig http) {
        this.apps = apps;
        this.inspector = inspector;
        this.http = http;
    }

    /**
     * Reads an instance.
     *
     * @param section what is declared, above the defaults
     * @return empty if too little of it can be used; what is wrong was noted
     */
    Optional<InstanceConfig> read(InstanceName name, Section section, Origin origin, Secrets secrets) {
        section.only(KEYS);
        var app = section.require("app", "write the name of the app that it is a copy of").flatMap(apps::find);
        var shape = app.flatMap(apps::shape);
        var mounts = section.require("mount", "write mount = \"/%s\"".formatted(name))
                .map(InstanceReader::mounts)
                .orElse(List.of());
        var start = section.find("start").flatMap(node -> Scalars.choice(node, Start.class)).orElse(Start.EAGER);
        var limits = section.find("limits").flatMap(Node::section).map(this::limits).orElse(LimitsConfig.NONE);
        var engines = engines(section, app, shape);
        var values = shape.flatMap(known -> settings(section, known));
        if (app.isEmpty() || values.isEmpty() || mounts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InstanceConfig(name, app.get(), mounts, values.get(), engines, Map.of(), Map.of(), start,
                limits, Transactions.LOCAL, Path.of("data", name.value()), secrets, origin));
    }

    private static List<Mount> mounts(Node node) {
        var mounts = new ArrayList<Mount>();
        var elements = node.elements();
        if (elements.isEmpty()) {
            node.wrong("the list is empty", "write at least one mount, like \"/north\"");
        }
        for (var element : elements) {
            element.text("a mount").ifPresent(text -> {
                try {
                    var mount = Mount.parse(text);
                    if (mounts.contains(mount)) {
                        element.wrong("%s is in the list twice".formatted(mount), "write each mount once");
                    }
                    mounts.add(mount);
                } catch (IllegalArgumentException e) {
                    element.wrong(e);
                }
            });
        }
        return mounts;
    }

    private LimitsConfig limits(Section section) {
        section.only(List.of("body", "concurrent"));
        var body = section.find("body").flatMap(node -> body(node));
        var concurrent = section.find("concurrent").flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE));
        return new LimitsConfig(body.map(OptionalLong::of).orElse(OptionalLong.empty()),
                concurrent.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private Optional<Long> body(Node node) {
        var body = Scalars.size(node, 0, Long.MAX_VALUE);
        if (body.isPresent() && body.get() > http.maxBody()) {
            node.wrong("%d bytes is more than http.max-body, which is %d".formatted(body.get(), http.maxBody()),
                    "write at most that, or a larger http.max-body");
            return Optional.empty();
        }
        return body;
    }

    private SequencedMap<EngineName, EngineConfig> engines(
            Section section,
            Optional<AppName> app,
            Optional<AppShape> shape) {
        SequencedMap<EngineName, EngineConfig> engines = new TreeMap<>();
        Set<String> declared = new HashSet<>();
        var node = section.find("engines");
        var all = node.flatMap(Node::section);
        if (all.isPresent()) {
            for (var child : all.get().children()) {
                declared.add(child.name());
                engine(child, all.get(), app, shape).ifPresent(engine -> engines.put(engine.name(), engine));
            }
        }
        boolean complete = !section.isIncomplete() && node.isPresent() == all.isPresent()
                && !all.map(Section::isIncomplete).orElse(false);
        if (complete) {
            shape.map(AppShape::engines).orElse(Set.of()).stream().sorted().forEach(name -> {
                if (!declared.contains(name.value())) {
                    section.self()
                            .reading()
                            .mistakes()
                            .add(section.self().origin(), section.keyOf("engines") + "." + name,
                                    "is missing, app '%s' needs it".formatted(app.get()),
                                    "write engines.%s { url = \"jdbc:...\" }".formatted(name));
                }
            });
        }
        return engines;
    }

    private Optional<EngineConfig> engine(
            Section.Child child,
            Section all,
            Optional<AppName> app,
            Optional<AppShape> shape) {
        if (!Names.isName(child.name())) {
            child.node().wrong("'%s' is not a name".formatted(child.name()), Names.RULE);
            return Optional.empty();
        }
        var name = new EngineName(child.name());
        if (shape.isPresent() && !shape.get().engines().contains(name)) {
            // Defaults speak to all apps; what is meant for others is no mistake of this one.
            if (all.isOwn(child.name()) || !apps.areSeveral()) {
                child.node()
                        .wrong("app '%s' has no engine of that name".formatted(app.get()), Suggestions
                                .among(shape.get().engines().stream().map(EngineName::value).toList(), child.name()));
            }
            return Optional.empty();
        }
        return child.node().section().flatMap(section -> {
            var engine = EngineReader.read(name, section);
            engine.ifPresent(
                    known -> inspector.inspect(known, section.self().key(), section.self().reading().mistakes()));
            return engine;
        });
    }

    private Optional<Record> settings(Section section, AppShape shape) {
        var node = section.find("settings");
        if (node.isEmpty() && section.isIncomplete()) {
            return Optional.empty();
        }
        var values = node.isPresent() ? node.get().section() : Optional.of(section.empty("settings"));
        return values.flatMap(known -> settings.read(shape.settings(), known, shape.defaults(),
                apps.areSeveral() ? known.inherited() : List.of()));
    }
}
