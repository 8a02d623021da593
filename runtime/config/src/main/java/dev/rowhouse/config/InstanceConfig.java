package dev.rowhouse.config;

import dev.rowhouse.config.EngineConfig.Transactions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An instance, as declared under {@code instances.<name>}, in a file of its own or by a fleet; defaults merged in.
 *
 * @param name its name
 * @param app the app it is a copy of
 * @param mounts where it answers; at least one
 * @param settings the app's own record, filled and checked
 * @param engines its engines of one database, by name
 * @param families its engines of one database for each key, by name
 * @param sharded its engines whose rows are spread over several databases, by name
 * @param start when it starts
 * @param limits what it may use
 * @param transactions what holds a transaction over several engines together
 * @param folder where the runtime keeps files of its own for this instance; made when it is needed
 * @param statics what is done where static fields of its app's code change
 * @param trust whose neighbour it may be for a browser
 * @param secrets what must not appear in any message about it
 * @param origin where it is declared
 */
public record InstanceConfig(
        InstanceName name,
        AppName app,
        List<Mount> mounts,
        Record settings,
        Map<EngineName, EngineConfig> engines,
        Map<EngineName, FamilyConfig> families,
        Map<EngineName, ShardedConfig> sharded,
        Start start,
        LimitsConfig limits,
        Transactions transactions,
        Path folder,
        Statics statics,
        Trust trust,
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

    private static <T> SequencedMap<EngineName, T> copy(Map<EngineName, T> original) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(original));
    }

    /** Each database that it names: engines, shards, and for a family its pattern. */
    public Stream<EngineConfig> databases() {
        return Stream.of(engines.values().stream(), families.values().stream().map(FamilyConfig::pattern),
                sharded.values().stream().flatMap(engine -> engine.shards().stream()).map(ShardedConfig.Shard::engine))
                .flatMap(Function.identity());
    }

    /** All but the settings, which may be secret. */
    @Override
    public String toString() {
        return "InstanceConfig[name=%s, app=%s, mounts=%s, engines=%s, start=%s, limits=%s, transactions=%s, origin=%s]"
                .formatted(name, app, mounts, databases().toList(), start, limits, transactions, origin);
    }

    /** When an instance starts. */
    public enum Start {
        /** With the composite. */
        EAGER,
        /** With the first request to it. */
        LAZY
    }

    /** What is done where static fields, which all instances of an app share, hold what changes. */
    public enum Statics {
        /** The log says so when the composite starts. */
        WARN,
        /** The file is a mistake. */
        REFUSE,
        /** The instance has classes of its own, and so static fields of its own. */
        SEPARATE
    }

    /** Whether an instance and its neighbours trust each other, as far as a browser can't keep them apart. */
    public enum Trust {
        /** Those who have a mount at the same host may be of one hand. */
        ALL,
        /** No other instance should be at the same host. */
        NONE
    }
}
