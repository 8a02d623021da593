package dev.rowhouse.config;

import java.time.Duration;

/**
 * Databases of one structure that are told apart by a key, as the operator declared them under
 * {@code engine-families.<name>}.
 *
 * @param pattern the engine that each of them is, with {@value #KEY} in its URL where the key goes
 * @param maxOpen most databases that are open at once
 * @param idle after how long one that nobody uses is closed
 */
public record FamilyConfig(EngineConfig pattern, int maxOpen, Duration idle) {
    /** What stands for the key in the URL. */
    public static final String KEY = "{key}";

    /** What keys look like, as a message says it. */
    public static final String KEY_RULE = Names.RULE;

    /**
     * Checks that some may be open.
     *
     * @throws IllegalArgumentException if not, or if the URL has no place for the key
     */
    public FamilyConfig {
        if (maxOpen < 1) {
            throw new IllegalArgumentException("max-open %d is too small; write 1 or more".formatted(maxOpen));
        }
        if (!pattern.url().value().contains(KEY)) {
            throw new IllegalArgumentException("the url has no place for the key; write {key} where it goes");
        }
    }

    /** What the app calls it. */
    public EngineName name() {
        return pattern.name();
    }

    /** Whether a text may be a key: it can stand in a URL then, in the name of a file and in that of a database. */
    public static boolean isKey(String text) {
        return Names.isName(text);
    }

    /**
     * The engine of one key.
     *
     * @param key checked before, because it becomes a part of a URL
     */
    public EngineConfig member(String key) {
        return pattern.part(key, new JdbcUrl(pattern.url().value().replace(KEY, key)));
    }
}
