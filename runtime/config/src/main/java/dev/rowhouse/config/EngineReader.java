package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code engines.<name>}. */
final class EngineReader {
    static final List<String> KEYS = List.of("url", "user", "password", "schema", "pool", "mapping", "durability",
            "shared", "reflect", "properties");

    static final String URL = "url";

    private static final String WRITE_DELAY = "WRITE_DELAY";

    private EngineReader() {}

    /**
     * Reads an engine of one database.
     *
     * @param example a URL for who wrote none
     * @return empty if nothing can be checked any further, because its URL is missing or malformed
     */
    static Optional<EngineConfig> read(EngineName name, Section section, String example, Transactions transactions) {
        section.only(KEYS);
        KeyPlaceholder.refuse(section);
        return readKnown(name, section, example, transactions);
    }

    /** The same, for a section that has further keys, which its reader knows. */
    static Optional<EngineConfig> readKnown(
            EngineName name,
            Section section,
            String example,
            Transactions transactions) {
        var url = section.require(URL, "write url = \"%s\"".formatted(example)).flatMap(EngineReader::url);
        var user = section.find("user").flatMap(Node::text);
        var password = section.find("password").flatMap(Node::text).map(Secret::new);
        var schema = section.find("schema").flatMap(node -> Scalars.choice(node, Schema.class)).orElse(Schema.NONE);
        var pool = section.find("pool").flatMap(PoolReader::read).orElse(PoolConfig.DEFAULT);
        var mapping = section.find("mapping")
                .flatMap(node -> Scalars.choice(node, Mapping.class))
                .orElse(Mapping.SHARED);
        var durability = durability(section, url);
        boolean shared = section.find("shared").flatMap(Scalars::flag).orElse(false);
        var reflect = section.find("reflect").flatMap(ReflectReader::read);
        var properties = section.find("properties").flatMap(Node::section).map(Properties::read).orElse(Map.of());
        var origin = section.find(URL).orElse(section.self()).origin();
        return url.map(known -> new EngineConfig(name, known, user, password, schema, pool, mapping, durability, shared,
                reflect, properties, Optional.empty(), transactions, origin));
    }

    /** A URL that can be one of an engine. */
    static Optional<JdbcUrl> url(Node node) {
        return node.text("a JDBC URL").flatMap(text -> {
            try {
                var url = new JdbcUrl(text);
                url.h2().ifPresent(h2 -> check(h2, node));
                url.sqlite().ifPresent(sqlite -> check(sqlite, node));
                return Optional.of(url);
            } catch (IllegalArgumentException e) {
                node.wrong(e);
                return Optional.empty();
            }
        });
    }

    private static void check(H2Url url, Node node) {
        if (url.isMemory() && url.name().isEmpty()) {
            node.wrong("an H2 database in memory without a name is another one for each connection",
                    "name it: jdbc:h2:mem:{instance}");
        }
        if (url.isNowhere()) {
            node.wrong("'%s' does not say in which folder the H2 database is".formatted(url.name()),
                    "write jdbc:h2:./name for the current folder, ~/name or an absolute path");
        }
    }

    private static void check(SqliteUrl url, Node node) {
        if (url.isMemory()) {
            node.wrong("an SQLite database in memory is another one for each connection",
                    "name a file: jdbc:sqlite:./data/{instance}.db, or one in memory of H2: jdbc:h2:mem:{instance}");
        }
        if (url.setting("transaction_mode").isPresent()) {
            node.wrong("transactions on SQLite take the lock for writing when they begin",
                    "remove transaction_mode=... from the url");
        }
    }

    /** What the operator says under one of two names; under both, it can't be told what counts. */
    private static Durability durability(Section section, Optional<JdbcUrl> url) {
        var delay = url.flatMap(known -> known.h2Setting(WRITE_DELAY));
        var said = section.find("durability");
        if (said.isPresent() && delay.isPresent()) {
            said.get()
                    .wrong("durability and %s in the url say the same thing twice".formatted(WRITE_DELAY),
                            "remove ;%s=... from the url".formatted(WRITE_DELAY));
        }
        return said.flatMap(node -> Scalars.choice(node, Durability.class))
                .orElse(delay.filter(value -> !value.strip().equals("0")).isPresent() ? Durability.DELAYED
                        : Durability.COMMIT);
    }
}
