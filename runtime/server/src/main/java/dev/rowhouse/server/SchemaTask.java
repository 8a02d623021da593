package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.engine.SchemaAction;
import dev.rowhouse.engine.Schemas;
import dev.rowhouse.instance.HostedApp;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.spi.Entities;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of one database of one instance, and what is in them. */
record SchemaTask(InstanceConfig instance, EngineConfig engine, Entities entities) {
    /**
     * The databases of some instances, in the order of the file and of the apps' plans: engines, each shard of those that have some,
     * and of each family those that are there.
     *
     * @param members finds the databases of a family
     */
    static List<SchemaTask> of(
            CompositeConfig config,
            List<InstanceConfig> instances,
            HostedApps apps,
            Members members) {
        return config.instances()
                .stream()
                .filter(instances::contains)
                .flatMap(instance -> of(instance, apps.get(instance.app()), members))
                .toList();
    }

    private static Stream<SchemaTask> of(InstanceConfig instance, HostedApp<?> app, Members members) {
        var engines = app.engines()
                .entrySet()
                .stream()
                .flatMap(planned -> databases(instance, planned.getKey())
                        .map(engine -> new SchemaTask(instance, engine, planned.getValue())));
        var families = app.families()
                .entrySet()
                .stream()
                .flatMap(planned -> members(instance, planned.getKey(), members)
                        .map(engine -> new SchemaTask(instance, engine, planned.getValue())));
        return Stream.concat(engines, families);
    }

    private static Stream<EngineConfig> databases(InstanceConfig instance, EngineName name) {
        var sharded = instance.sharded().get(name);
        return sharded == null ? Stream.ofNullable(instance.engines().get(name))
                : sharded.shards().stream().map(ShardedConfig.Shard::engine);
    }

    private static Stream<EngineConfig> members(InstanceConfig instance, EngineName name, Members members) {
        var family = instance.families().get(name);
        return family == null ? Stream.empty() : members.of(instance, family).stream();
    }

    /** Finds the databases of a family. */
    interface Members {
        List<EngineConfig> of(InstanceConfig instance, FamilyConfig family);
    }

    /** {@code instance/engine}. */
    String name() {
        return instance.name() + "/" + engine.label();
    }

    /** Where the database is, without secrets. */
    String database() {
        return instance.secrets().conceal(engine.url().toString());
    }

    /** Engines with the same one can't be worked on at the same time. */
    String group() {
        return engine.url().identity().map(Object::toString).orElse(name());
    }

    /** Carries out an action; says in one line why it failed, if it did. */
    Optional<String> carryOut(SchemaAction action, Schemas schemas) {
        try {
            schemas.carryOut(action, instance.app(), instance.name(), engine, entities);
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(reason(e));
        }
    }

    /** The statements that create the tables. */
    List<String> statements(Schemas schemas) {
        return schemas.statements(instance.app(), instance.name(), engine, entities);
    }

    /** Why it failed, without what {@link #name} says already. */
    String reason(Throwable failure) {
        var owner = "instance '%s', engine '%s': ".formatted(instance.name(), engine.label());
        var reason = Reasons.describe(failure, instance.secrets());
        return reason.startsWith(owner) ? reason.substring(owner.length()) : reason;
    }
}
