package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An instance, as declared under {@code instances.<name>}, in a file of its own or by a fleet; defaults merged in.
 *
 * @param name its name
 * @param app the app it is a copy of
 * @param mounts where it answers; at least one
 * @param settings what fills the app's own record; checked
 * @param engines its engines of one database, by name
 * @param families its engines of one database for each key, by name
 * @param sharded its engines whose rows are spread over several databases, by name
 * @param statics what it has to do with the static fields of its app
 * @param trust whose neighbour it may be for a browser
 * @param life when it starts, and when it rests
 * @param limits what it may use
 * @param log from which weight on the log takes what is said in it; empty for what holds for all
 * @param login how long and how many login sessions it keeps
 * @param transactions what holds a transaction over several engines together
 * @param folder where the runtime keeps files of its own for this instance; made when it is needed
 * @param secrets what must not appear in any message about it
 * @param origin where it is declared
 */
public record InstanceConfig(
        InstanceName name,
        AppName app,
        List<Mount> mounts,
        SettingsConfig settings,
        Map<EngineName, EngineConfig> engines,
        Map<EngineName, FamilyConfig> families,
        Map<EngineName, ShardedConfig> sharded,
        Statics statics,
        Trust trust,
        LifeConfig life,
        LimitsConfig limits,
        Optional<LogLevel> log,
        LoginConfig login,
        Transactions transactions,
        Path folder,
        Secrets secrets,
        Origin origin) {
    /**
     * Checks that it answers somewhere, and copies.
     *
     * @throws IllegalArgumentException if it has no mount
     */
    public InstanceConfig {
        if (mounts.isEmpty()) {
            throw new IllegalArgumentException(
                    "instance '%s' has no mount; write mount = \"/%s\"".formatted(name, name));
        }
        mounts = List.copyOf(mounts);
        engines = copy(engines);
        families = copy(families);
        sharded = copy(sharded);
    }

    private static <T> Map<EngineName, T> copy(Map<EngineName, T> original) {
        // Where there is no order to keep, a map is smaller without; there are thousands.
        return original.size() < 2 ? Map.copyOf(original) : OrderedEntries.copyOf(original);
    }

    /** Each database that it names: engines, shards, and for a family its pattern. */
    public Stream<EngineConfig> databases() {
        return Stream.of(engines.values().stream(), families.values().stream().map(FamilyConfig::pattern),
                sharded.values().stream().flatMap(engine -> engine.shards().stream()).map(ShardedConfig.Shard::engine))
                .flatMap(Function.identity());
    }

    /**
     * The same instance with other databases.
     *
     * @param change makes another engine of each: of engines, of shards, and of a family's pattern
     * @param place where the runtime keeps files of its own for it
     */
    public InstanceConfig anew(UnaryOperator<EngineConfig> change, Path place) {
        var changed = new LinkedHashMap<EngineName, EngineConfig>();
        engines.values().stream().map(change).forEach(engine -> changed.put(engine.name(), engine));
        var patterns = new LinkedHashMap<EngineName, FamilyConfig>();
        families.forEach((key, family) -> patterns.put(key,
                new FamilyConfig(change.apply(family.pattern()), family.maxOpen(), family.idle())));
        var spread = new LinkedHashMap<EngineName, ShardedConfig>();
        sharded.forEach((key, engine) -> spread.put(key, engine.anew(change)));
        return new InstanceConfig(name, app, mounts, settings, changed, patterns, spread, statics, trust, life, limits,
                log, login, transactions, place, secrets, origin);
    }

    /** All but the settings, which may be secret. */
    @Override
    public String toString() {
        return "InstanceConfig[name=%s, app=%s, mounts=%s, engines=%s, statics=%s, life=%s, limits=%s, transactions=%s, origin=%s]"
                .formatted(name, app, mounts, databases().toList(), statics, life, limits, transactions, origin);
    }

    /** Whether an instance and its neighbours trust each other, as far as a browser can't keep them apart. */
    public enum Trust {
        /** Those who have a mount at the same host may be of one hand. */
        ALL,
        /** No other instance should be at the same host. */
        NONE
    }
}
