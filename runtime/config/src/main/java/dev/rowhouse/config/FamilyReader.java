package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code engine-families.<name>}. For use by one thread. */
final class FamilyReader {
    private static final List<String> KEYS = Stream.concat(EngineReader.KEYS.stream(), Stream.of("max-open", "idle"))
            .toList();

    private static final int MAX_OPEN = 50;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration SHORTEST_IDLENESS = Duration.ofSeconds(1);

    /** A word in braces that may be a key misspelt. */
    private static final Pattern BRACES = Pattern.compile("\\{([A-Za-z_-]+)}");

    private final DatabaseFinder databases;

    FamilyReader(DatabaseFinder databases) {
        this.databases = databases;
    }

    /** Empty if nothing can be checked any further, because its URL is missing or malformed. */
    Optional<FamilyConfig> read(EngineName name, Section section, Transactions transactions) {
        section.only(KEYS);
        KeyPlaceholder.refuseOutsideOfUrl(section);
        int maxOpen = section.find("max-open")
                .flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                .orElse(MAX_OPEN);
        var idle = section.find("idle").flatMap(node -> Scalars.duration(node, SHORTEST_IDLENESS)).orElse(IDLE);
        var example = "jdbc:h2:file:./data/{instance}/%s-{key}".formatted(name);
        return EngineReader.readKnown(name, section, example, transactions)
                .filter(pattern -> section.find("url").filter(node -> isUsable(pattern.url(), node)).isPresent())
                .map(pattern -> new FamilyConfig(pattern, maxOpen, idle));
    }

    private boolean isUsable(JdbcUrl url, Node node) {
        if (!url.value().contains(FamilyConfig.KEY)) {
            node.wrong("the url has no place for the key, so all databases of the family would be one", remedy(url));
            return false;
        }
        if (databases.find(with(url, "a"))
                .filter(one -> databases.find(with(url, "b")).equals(Optional.of(one)))
                .isPresent()) {
            node.wrong("the key makes no difference where it stands: all databases of the family would be one",
                    "write {key} into the name of the database");
            return false;
        }
        if (url.isH2Memory() && !url.h2Setting("DB_CLOSE_DELAY").map(String::strip).equals(Optional.of("-1"))) {
            node.wrong("databases of a family are closed when nobody uses them, and H2 forgets one in memory then",
                    "append ;DB_CLOSE_DELAY=-1, which keeps them until the process ends, or name a file: jdbc:h2:file:...");
            return false;
        }
        return true;
    }

    private static JdbcUrl with(JdbcUrl url, String key) {
        return new JdbcUrl(url.value().replace(FamilyConfig.KEY, key));
    }

    private static String remedy(JdbcUrl url) {
        return BRACES.matcher(url.value())
                .results()
                .map(found -> found.group(1))
                .filter(word -> Suggestions.near(List.of("key"), word).isPresent())
                .findFirst()
                .map(word -> "did you mean {key} instead of {%s}?".formatted(word))
                .orElse("write {key} where it goes, like jdbc:h2:file:./data/{instance}/blog-{key}");
    }
}
