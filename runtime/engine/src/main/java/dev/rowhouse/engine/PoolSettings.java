package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.PropertyElf;
import dev.rowhouse.config.PoolConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** From our settings of a pool to HikariCP's. */
final class PoolSettings {
    /** The pool setting that names a driver. */
    static final String DRIVER = "driver-class-name";

    /** What other keys of ours, or the runtime itself, decide. */
    private static final Set<String> DECIDED = Set.of("connection-timeout", "data-source", "data-source-class-name",
            "data-source-jndi", "data-source-j-n-d-i", "idle-timeout", "initialization-fail-timeout", "jdbc-url",
            "max-lifetime", "maximum-pool-size", "minimum-idle", "password", "pool-name", "scheduled-executor",
            "thread-factory", "username");

    /** How long a connection may take to show that it is alive when it is borrowed; a dead one is replaced then, at no cost. */
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    /** Looked for once: HikariCP's way of finding them takes longer than all else that a file's engine is checked for. */
    private static final Set<String> PASSED_ON = PropertyElf.getPropertyNames(HikariConfig.class)
            .stream()
            .map(PoolSettings::dashed)
            .filter(name -> !DECIDED.contains(name))
            .collect(Collectors.toUnmodifiableSet());

    private PoolSettings() {}

    /** The names of HikariCP's settings that an operator may pass on, dashed. */
    static Set<String> passedOn() {
        return PASSED_ON;
    }

    /**
     * Sets up a pool of HikariCP's, or what one is made of, but for its source of connections.
     *
     * @throws RuntimeException if HikariCP refuses a setting that is passed on
     */
    static <C extends HikariConfig> C set(PoolConfig pool, C config) {
        config.setMaximumPoolSize(pool.max());
        config.setMinimumIdle(pool.minIdle());
        config.setConnectionTimeout(pool.borrowTimeout().toMillis());
        config.setValidationTimeout(Math.min(pool.borrowTimeout().toMillis(), VALIDATION.toMillis()));
        config.setIdleTimeout(pool.idleTimeout().toMillis());
        config.setMaxLifetime(pool.maxLifetime().toMillis());
        config.setKeepaliveTime(0);
        config.setExceptionOverride(new ClosedDatabases());
        // No connection before the first work; whether the database answers is found out by the engine.
        config.setInitializationFailTimeout(-1);
        PropertyElf.setTargetFromProperties(config, passedOn(pool.more()));
        return config;
    }

    /**
     * Tries settings that are passed on.
     *
     * @throws RuntimeException if HikariCP refuses one
     */
    static void check(Map<String, String> more) {
        PropertyElf.setTargetFromProperties(new HikariConfig(), passedOn(more));
    }

    private static Properties passedOn(Map<String, String> more) {
        var properties = new Properties();
        more.forEach((name, value) -> {
            if (!name.equals(DRIVER)) {
                properties.setProperty(camel(name), value);
            }
        });
        return properties;
    }

    private static String camel(String dashed) {
        var words = dashed.split("-");
        return words[0] + Arrays.stream(words)
                .skip(1)
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String dashed(String camel) {
        var dashed = new StringBuilder();
        camel.chars().forEach(c -> {
            if (Character.isUpperCase(c)) {
                dashed.append('-');
            }
            dashed.appendCodePoint(Character.toLowerCase(c));
        });
        return dashed.toString();
    }
}
