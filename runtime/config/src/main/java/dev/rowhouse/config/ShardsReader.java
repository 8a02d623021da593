package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.ShardedConfig.Shard;
import dev.rowhouse.config.ShardedConfig.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code engines.<name>} with {@code shards}. For use by one thread. */
final class ShardsReader {
    static final String SHARDS = "shards";
    private static final String SHARD_BY = "shard-by";
    private static final String STRATEGY = "strategy";

    /** The keys of an engine, with shards or without. */
    static final List<String> ALL_KEYS = Stream
            .concat(EngineReader.KEYS.stream(), Stream.of(SHARDS, SHARD_BY, STRATEGY))
            .toList();

    private static final List<String> OF_ONE = List.of("url", "user", "password", "pool", "durability", "shared",
            ShardValues.FROM, ShardValues.VALUES);

    /** What the mapping depends on, which all shards have together. */
    private static final List<String> OF_ALL = List.of("schema", "mapping", "properties", SHARD_BY, STRATEGY);

    /** A query that names no key asks all of them. */
    private static final int MOST = 64;

    private final Inspector inspector;
    private final DatabaseFinder databases;

    ShardsReader(Inspector inspector, DatabaseFinder databases) {
        this.inspector = inspector;
        this.databases = databases;
    }

    /** Notes what makes sense with shards only; a default is no mistake of who hides the shards beside it. */
    static void refuseWithout(Section section) {
        for (var key : List.of(SHARD_BY, STRATEGY)) {
            if (section.isOwn(key) || !section.isOwn(SHARDS)) {
                section.find(key)
                        .ifPresent(node -> node.wrong("there are no shards", "write shards { a { url = \"jdbc:...\" } }"
                                + " instead of url, or remove %s".formatted(key)));
            }
        }
    }

    /** Empty if a part of it can't be used; what is wrong was noted. */
    Optional<ShardedConfig> read(EngineName name, Section section, Transactions transactions) {
        section.only(ALL_KEYS);
        KeyPlaceholder.refuse(section);
        section.find("url")
                .ifPresent(node -> node.wrong("url and shards can't stand together",
                        "remove one of them; url = null or shards = null hides a default"));
        section.find("reflect")
                .filter(node -> ReflectReader.read(node).isPresent())
                .ifPresent(node -> node.wrong("tables are read of one database, and this engine has several",
                        "remove reflect, and write classes or mapping files for its entities"));
        var shardBy = shardBy(section);
        var strategy = section.find(STRATEGY)
                .map(node -> Scalars.choice(node, Strategy.class))
                .orElse(Optional.of(Strategy.HASH));
        var shards = section.find(SHARDS)
                .flatMap(Node::section)
                .flatMap(all -> shards(name, section, all, strategy, transactions));
        return shards.isEmpty() || strategy.isEmpty() || shardBy.isEmpty() ? Optional.empty()
                : Optional.of(new ShardedConfig(name, shardBy, strategy.get(), shards.get(),
                        section.find(SHARDS).orElse(section.self()).origin()));
    }

    private static Map<String, String> shardBy(Section section) {
        var node = section.require(SHARD_BY,
                "write %s = \"id\", the attribute that decides where an entity goes".formatted(SHARD_BY));
        if (node.isEmpty()) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        if (node.get().isObject()) {
            node.get().section().map(Properties::read).ifPresent(attributes::putAll);
        } else {
            node.get().text("the name of an attribute").ifPresent(text -> attributes.put(ShardedConfig.ALL, text));
        }
        if (attributes.values().stream().anyMatch(String::isBlank) || (node.get().isObject() && attributes.isEmpty())) {
            node.get()
                    .wrong("an entity is named without an attribute, or none is named",
                            "write the name of an attribute, or { Blog = id, \"*\" = blogId }");
            return Map.of();
        }
        return attributes;
    }

    private Optional<List<Shard>> shards(
            EngineName name,
            Section engine,
            Section all,
            Optional<Strategy> strategy,
            Transactions transactions) {
        var children = all.inOrder();
        if (children.size() > MOST) {
            all.self()
                    .wrong("%d shards are too many".formatted(children.size()),
                            "write at most %d, since a query that names no key asks them all".formatted(MOST));
            return Optional.empty();
        }
        if (children.isEmpty() && !all.isIncomplete()) {
            all.self().wrong("there is no shard", "write at least one like a { url = \"jdbc:...\" }");
        }
        var found = new ArrayList<Shard>();
        var values = strategy.map(ShardValues::new);
        for (var child : children) {
            if (!Names.isName(child.name())) {
                child.node().wrong("'%s' is not a name".formatted(child.name()), Names.RULE);
                continue;
            }
            child.node()
                    .section()
                    .flatMap(section -> shard(name, child.name(), section, engine, values, transactions))
                    .ifPresent(shard -> {
                        compare(shard, found, child.node());
                        found.add(shard);
                    });
        }
        return found.size() < children.size() || found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private Optional<Shard> shard(
            EngineName engineName,
            String name,
            Section own,
            Section engine,
            Optional<ShardValues> values,
            Transactions transactions) {
        own.only(Stream.concat(OF_ONE.stream(), Stream.concat(OF_ALL.stream(), Stream.of("reflect"))).toList());
        for (var key : OF_ALL) {
            own.find(key)
                    .ifPresent(node -> node.wrong("is the same for all shards",
                            "write it into %s, beside shards".formatted(engine.self().key())));
        }
        own.find("reflect")
                .ifPresent(node -> node.wrong("tables are read of one database, and this engine has several",
                        "remove reflect"));
        var from = values.flatMap(known -> known.from(name, own));
        var listed = values.map(known -> known.values(name, own)).orElse(Set.of());
        var example = "jdbc:h2:file:./data/{instance}/%s-%s".formatted(engineName, name);
        if (own.require("url", "write url = \"%s\"".formatted(example)).isEmpty()) {
            return Optional.empty();
        }
        return EngineReader.readKnown(engineName, own.over(engine), example, transactions).map(one -> {
            var part = one.part(name, one.url());
            inspector.inspect(part, own.self().key(), own.self().reading().mistakes());
            return new Shard(name, part, from, listed);
        });
    }

    private void compare(Shard shard, List<Shard> earlier, Node node) {
        var url = shard.engine().url();
        var database = databases.find(url);
        for (var other : earlier) {
            if (database.isPresent() && database.equals(databases.find(other.engine().url()))) {
                note(shard, node,
                        "shards '%s' and '%s' have the same database, %s".formatted(other.name(), shard.name(), url),
                        "give each its own");
                return;
            }
        }
        earlier.stream().findFirst().map(first -> first.engine().url().product()).ifPresent(product -> {
            if (!product.equals(url.product())) {
                note(shard, node,
                        "is a database of '%s', and that of shard '%s' one of '%s'".formatted(url.product(),
                                earlier.getFirst().name(), product),
                        "use one product for all shards: what they answer is merged by the rules of one");
            }
        });
    }

    private static void note(Shard shard, Node node, String problem, String remedy) {
        node.reading().mistakes().add(shard.engine().origin(), node.key() + ".url", problem, remedy);
    }
}
