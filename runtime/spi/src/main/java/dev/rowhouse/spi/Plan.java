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

    private Plan(Class<S> settings, Optional<S> defaults, SequencedMap<String, Entities> engines) {
        this.settings = settings;
        this.defaults = defaults;
        this.engines = engines;
    }

    /**
     * A plan whose settings have no defaults: each component that is not an {@code Optional}, a list or a map must be
     * configured.
     *
     * @param settings the record that holds the settings of one instance
     */
    public static <S extends Record> Plan<S> of(Class<S> settings) {
        return new Plan<>(settings, Optional.empty(), new LinkedHashMap<>());
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
        return new Plan<>(settings, Optional.of(values), engines);
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
        if (engines.containsKey(name)) {
            throw new IllegalArgumentException(
                    "engine '%s' is in the plan twice; list all its entities in one call".formatted(name));
        }
        var more = new LinkedHashMap<>(engines);
        more.put(name, entities);
        return new Plan<>(settings, defaults, more);
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
}
