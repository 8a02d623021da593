package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads {@code engines} and {@code engine-families} of an instance, and compares them with the plan of its app. For use by one
 * thread.
 */
final class EnginesReader {
    static final String ENGINES = "engines";
    static final String FAMILIES = "engine-families";

    private final Apps apps;
    private final Inspector inspector;
    private final ShardsReader shards;
    private final FamilyReader families;

    EnginesReader(Apps apps, Inspector inspector) {
        this.apps = apps;
        this.inspector = inspector;
        var databases = new DatabaseFinder(new RealPaths());
        this.shards = new ShardsReader(inspector, databases);
        this.families = new FamilyReader(databases);
    }

    /** What was found, by name. */
    record Found(
            SequencedMap<EngineName, EngineConfig> engines,
            SequencedMap<EngineName, FamilyConfig> families,
            SequencedMap<EngineName, ShardedConfig> sharded) {
        /** Whether a database is forgotten when its last connection closes. */
        boolean isVolatile() {
            return Stream
                    .of(engines.values().stream(), families.values().stream().map(FamilyConfig::pattern),
                            sharded.values()
                                    .stream()
                                    .flatMap(engine -> engine.shards().stream())
                                    .map(ShardedConfig.Shard::engine))
                    .flatMap(Function.identity())
                    .anyMatch(engine -> engine.url().isVolatile());
        }
    }

    /** What can be used of it. */
    Found read(Section section, Optional<AppName> app, Optional<AppShape> shape, Transactions transactions) {
        var found = new Found(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        var engines = new Kind(ENGINES, "engine", "write engines.%s { url = \"jdbc:...\" }",
                shape.map(AppShape::engines).orElse(Set.of()));
        var keyed = new Kind(FAMILIES, "family", "write engine-families.%s { url = \"jdbc:...{key}\" }",
                shape.map(AppShape::families).orElse(Set.of()));
        Set<String> misplaced = new HashSet<>();
        var plan = app.filter(_ -> shape.isPresent());
        each(section, engines, plan, keyed, misplaced, (name, one) -> engine(name, one, transactions, found));
        each(section, keyed, plan, engines, misplaced,
                (name, one) -> families.read(name, one, transactions).ifPresent(family -> {
                    inspect(family.pattern(), one);
                    found.families().put(name, family);
                }));
        lacking(section, engines, plan, misplaced);
        lacking(section, keyed, plan, misplaced);
        if (shape.isEmpty()) {
            found.families()
                    .keySet()
                    .stream()
                    .filter(name -> found.engines().containsKey(name) || found.sharded().containsKey(name))
                    .forEach(name -> section.find(FAMILIES)
                            .flatMap(Node::section)
                            .flatMap(all -> all.find(name.value()))
                            .ifPresent(node -> node.wrong("there is an engine '%s' too".formatted(name),
                                    "give one of them another name")));
        }
        return found;
    }

    /**
     * One of the two keys.
     *
     * @param word what its children are
     * @param remedy how to write one, with a place for its name
     * @param wanted what the plan needs of it
     */
    private record Kind(String key, String word, String remedy, Set<EngineName> wanted) {}

    private void each(
            Section section,
            Kind kind,
            Optional<AppName> plan,
            Kind other,
            Collection<String> misplaced,
            BiConsumer<EngineName, Section> reader) {
        section.find(kind.key()).flatMap(Node::section).ifPresent(all -> {
            for (var child : all.children()) {
                if (!Names.isName(child.name())) {
                    child.node().wrong("'%s' is not a name".formatted(child.name()), Names.RULE);
                } else if (plan.isEmpty() || kind.wanted().contains(new EngineName(child.name()))) {
                    child.node().section().ifPresent(one -> reader.accept(new EngineName(child.name()), one));
                } else if (all.isOwn(child.name()) || !apps.areSeveral()) {
                    // Defaults speak to all apps; what is meant for others is no mistake of this one.
                    refuse(child, kind, plan.get(), other, misplaced);
                }
            }
        });
    }

    private static void refuse(Section.Child child, Kind kind, AppName app, Kind other, Collection<String> misplaced) {
        if (other.wanted().contains(new EngineName(child.name()))) {
            misplaced.add(child.name());
            child.node()
                    .wrong("app '%s' has no %s of that name, but one of its %s".formatted(app, kind.word(),
                            other.key()), other.remedy().formatted(child.name()));
            return;
        }
        child.node()
                .wrong("app '%s' has no %s of that name".formatted(app, kind.word()),
                        Suggestions.among(kind.wanted().stream().map(EngineName::value).toList(), child.name()));
    }

    private void engine(EngineName name, Section section, Transactions transactions, Found found) {
        if (section.find(ShardsReader.SHARDS).isPresent()) {
            shards.read(name, section, transactions).ifPresent(engine -> found.sharded().put(name, engine));
            return;
        }
        ShardsReader.refuseWithout(section);
        section.only(ShardsReader.ALL_KEYS);
        KeyPlaceholder.refuse(section);
        EngineReader.readKnown(name, section, "jdbc:h2:file:./data/{instance}/" + name, transactions)
                .ifPresent(engine -> {
                    inspect(engine, section);
                    found.engines().put(name, engine);
                });
    }

    /** Has it looked at by who knows code. */
    void inspect(EngineConfig engine, Section section) {
        inspector.inspect(engine, section.self().key(), section.self().reading().mistakes());
    }

    private static void lacking(Section section, Kind kind, Optional<AppName> plan, Set<String> misplaced) {
        var node = section.find(kind.key());
        var all = node.flatMap(Node::section);
        boolean complete = !section.isIncomplete() && node.isPresent() == all.isPresent()
                && !all.map(Section::isIncomplete).orElse(false);
        if (!complete || plan.isEmpty()) {
            return;
        }
        kind.wanted()
                .stream()
                .map(EngineName::value)
                .filter(name -> !misplaced.contains(name))
                .filter(name -> all.flatMap(engines -> engines.find(name)).isEmpty())
                .sorted()
                .forEach(name -> section.self()
                        .reading()
                        .mistakes()
                        .add(section.self().origin(), section.keyOf(kind.key()) + "." + name,
                                "is missing, app '%s' needs it".formatted(plan.get()), kind.remedy().formatted(name)));
    }
}
