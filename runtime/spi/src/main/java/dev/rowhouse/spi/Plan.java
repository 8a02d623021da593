package dev.rowhouse.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What all instances of an app have in common: the type of its settings and which entities live in which engine.
 *
 * <p>Immutable; each method returns another plan.
 *
 * @param <S> the app's settings
 */
public final class Plan<S extends Record> {
    /** The engine that needs no name: its session is injected as plain {@code Session}. */
    public static final String DEFAULT_ENGINE = "default";

    private final Class<S> settings;
    private final Optional<S> defaults;
    private final SequencedMap<String, Entities> engines;
    private final SequencedMap<String, Entities> families;
    private final Binds binds;

    private Plan(
            Class<S> settings,
            Optional<S> defaults,
            SequencedMap<String, Entities> engines,
            SequencedMap<String, Entities> families,
            Binds binds) {
        this.settings = settings;
        this.defaults = defaults;
        this.engines = engines;
        this.families = families;
        this.binds = binds;
    }

    /**
     * A plan whose settings have no defaults: each component that is not an {@code Optional}, a list or a map must be
     * configured.
     *
     * @param settings the record that holds the settings of one instance
     */
    public static <S extends Record> Plan<S> of(Class<S> settings) {
        return new Plan<>(settings, Optional.empty(), new LinkedHashMap<>(), new LinkedHashMap<>(), Binds.NONE);
    }

    /** A plan for an app that has no settings. */
    public static Plan<NoSettings> withoutSettings() {
        return of(NoSettings.class);
    }

    /**
     * What a setting is when the composite file does not name it.
     *
     * @param values the record to take missing components from
     */
    public Plan<S> defaults(S values) {
        return new Plan<>(settings, Optional.of(values), engines, families, binds);
    }

    /**
     * An engine that every instance needs, and the entities in it.
     *
     * @param name lower-case letters, digits and dashes; {@value #DEFAULT_ENGINE} for the one that needs no name
     * @param entities classes with Jakarta Persistence annotations; none for an engine used through JDBC alone
     * @throws IllegalArgumentException if the plan has that engine already
     */
    public Plan<S> engine(String name, Class<?>... entities) {
        return engine(name, Entities.of(entities));
    }

    /**
     * An engine that every instance needs, and what is in it: classes with annotations, classes that a file maps, tables
     * that exist already.
     *
     * @param name lower-case letters, digits and dashes; {@value #DEFAULT_ENGINE} for the one that needs no name
     * @throws IllegalArgumentException if the plan has that engine already
     */
    public Plan<S> engine(String name, Entities entities) {
        return new Plan<>(settings, defaults, with(engines, name, entities), families, binds);
    }

    /**
     * A family of engines that every instance needs: databases of one structure, told apart by a key, opened when they are
     * first used. No entity is bound to one; {@link Work#on(String, Object)} says which is meant.
     *
     * @param name lower-case letters, digits and dashes
     * @throws IllegalArgumentException if the plan has an engine or a family of that name already
     */
    public Plan<S> family(String name, Class<?>... entities) {
        return family(name, Entities.of(entities));
    }

    /**
     * A family of engines, as {@link #family(String, Class...)}, with all that an engine may hold.
     *
     * @param name lower-case letters, digits and dashes
     * @throws IllegalArgumentException if the plan has an engine or a family of that name already
     */
    public Plan<S> family(String name, Entities entities) {
        return new Plan<>(settings, defaults, engines, with(families, name, entities), binds);
    }

    private SequencedMap<String, Entities> with(SequencedMap<String, Entities> some, String name, Entities entities) {
        if (engines.containsKey(name) || families.containsKey(name)) {
            throw new IllegalArgumentException(
                    "engine '%s' is in the plan twice; list all its entities in one call".formatted(name));
        }
        var more = new LinkedHashMap<>(some);
        more.put(name, entities);
        return more;
    }

    /**
     * Says which engine entities are in where nobody says otherwise, with {@link Work#on(String)}. Needed for those that several
     * engines hold; {@link Binds} has the order in which binds count.
     *
     * @param engine an engine of the plan that holds them
     * @param types entities, or classes and interfaces that they extend
     * @throws IllegalArgumentException if the plan has no such engine so far, or a type is bound already
     */
    public Plan<S> bind(String engine, Class<?>... types) {
        requireEngine(engine);
        return new Plan<>(settings, defaults, engines, families, binds.withTypes(engine, types));
    }

    /**
     * Says which engine the entities of some packages are in, and of the packages below them.
     *
     * @param engine an engine of the plan that holds them
     * @throws IllegalArgumentException if the plan has no such engine so far, or a package is bound already
     */
    public Plan<S> bindPackages(String engine, String... packages) {
        requireEngine(engine);
        return new Plan<>(settings, defaults, engines, families, binds.withPackages(engine, packages));
    }

    /**
     * Says which engine entities without a class are in.
     *
     * @param engine an engine of the plan that holds them
     * @param names names of entities, as queries have them
     * @throws IllegalArgumentException if the plan has no such engine so far, or a name is bound already
     */
    public Plan<S> bindEntities(String engine, String... names) {
        requireEngine(engine);
        return new Plan<>(settings, defaults, engines, families, binds.withEntities(engine, names));
    }

    private void requireEngine(String engine) {
        if (!engines.containsKey(engine)) {
            throw new IllegalArgumentException(
                    "the plan has no engine '%s'; it has %s: name the engine before what is bound to it"
                            .formatted(engine, engines.keySet()));
        }
    }

    /** The record that holds the settings of one instance. */
    public Class<S> settings() {
        return settings;
    }

    /** Values for settings that the composite file does not name. */
    public Optional<S> defaults() {
        return defaults;
    }

    /** Entities by engine, in the order in which the plan names them; unmodifiable. */
    public Map<String, Entities> engines() {
        return Collections.unmodifiableSequencedMap(engines);
    }

    /** Entities of each family by its name, in the order in which the plan names them; unmodifiable. */
    public Map<String, Entities> families() {
        return Collections.unmodifiableSequencedMap(families);
    }

    /** Which engine an entity is in where nobody says otherwise. */
    public Binds binds() {
        return binds;
    }
}
