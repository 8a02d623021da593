package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.InstanceConfig.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads instances, from wherever they are declared. For use by one thread. */
final class InstanceReader {
    private static final List<String> KEYS = List.of("app", "mount", "settings", EnginesReader.ENGINES,
            EnginesReader.FAMILIES, "statics", "trust", "start", "start-timeout", "idle", "limits", "log", "login",
            "transactions", "folder");

    private final Apps apps;
    private final EnginesReader engines;
    private final LimitsReader limitsReader;
    private final SettingsReader settings = new SettingsReader();

    InstanceReader(Apps apps, Inspector inspector, HttpConfig http) {
        this.apps = apps;
        this.engines = new EnginesReader(apps, inspector);
        this.limitsReader = new LimitsReader(http);
    }

    /**
     * Reads an instance.
     *
     * @param section what is declared, above the defaults
     * @param usual when it starts, if nobody says so
     * @return empty if too little of it can be used; what is wrong was noted
     */
    Optional<InstanceConfig> read(
            InstanceName name,
            Section section,
            LifeConfig.Start usual,
            Origin origin,
            Secrets secrets) {
        section.only(KEYS);
        var app = section.require("app", "write the name of the app that it is a copy of").flatMap(apps::find);
        var shape = app.flatMap(apps::shape);
        var mounts = section.require("mount", "write mount = \"/%s\"".formatted(name))
                .map(InstanceReader::mounts)
                .orElse(List.of());
        var limits = section.find("limits").flatMap(Node::section).map(limitsReader::read).orElse(LimitsConfig.DEFAULT);
        var log = section.find("log").flatMap(node -> Scalars.choice(node, LogLevel.class));
        var login = section.find("login").flatMap(Node::section).map(LoginReader::read).orElse(LoginConfig.DEFAULT);
        var transactions = section.find("transactions")
                .flatMap(node -> Scalars.choice(node, Transactions.class))
                .orElse(Transactions.LOCAL);
        var folder = folder(section, name);
        var statics = section.find("statics").flatMap(node -> Scalars.choice(node, Statics.class)).orElse(Statics.WARN);
        var trust = section.find("trust").flatMap(node -> Scalars.choice(node, Trust.class)).orElse(Trust.ALL);
        var found = engines.read(section, app, shape, transactions);
        var life = LifeReader.read(section, usual, found.isVolatile());
        var values = app.flatMap(known -> settings(section, known, statics, secrets));
        if (app.isEmpty() || values.isEmpty() || mounts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InstanceConfig(name, app.get(), mounts, values.get(), found.engines(), found.families(),
                found.sharded(), statics, trust, life, limits, log, login, transactions, folder, secrets, origin));
    }

    static Path folder(Section section, InstanceName name) {
        return section.find("folder").flatMap(node -> {
            KeyPlaceholder.refuse(node);
            return Scalars.folder(node);
        }).orElseGet(() -> Path.of(section.self().reading().placeholders().here(), "data", name.value()));
    }

    /** The same engine, looked at by who knows code. */
    EngineConfig inspected(EngineConfig engine, Section section) {
        engines.inspect(engine, section);
        return engine;
    }

    static List<Mount> mounts(Node node) {
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

    /** What fills the app's record; empty if something is wrong, or nothing known of the app. */
    Optional<SettingsConfig> settings(Section section, AppName app, Statics statics, Secrets secrets) {
        return apps.shape(app)
                .flatMap(shape -> settings(section, shape, apps.isLoaded(app) || statics == Statics.SEPARATE, secrets));
    }

    /** @param loaded whether the app's record is of a class that may be unloaded again */
    private Optional<SettingsConfig> settings(Section section, AppShape shape, boolean loaded, Secrets secrets) {
        var node = section.find("settings");
        if (node.isEmpty() && section.isIncomplete()) {
            return Optional.empty();
        }
        var values = node.isPresent() ? node.get().section() : Optional.of(section.empty("settings"));
        return values.flatMap(known -> {
            var ignored = apps.areSeveral() ? known.inherited() : List.<String>of();
            return settings.read(shape.settings(), known, shape.defaults(), ignored)
                    .map(filled -> loaded ? new SettingsConfig.Unfilled(known, ignored, secrets)
                            : new SettingsConfig.Filled(filled));
        });
    }
}
