package dev.rowhouse.instance;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.SettingsConfig;
import dev.rowhouse.route.Texts;
import dev.rowhouse.session.Bindings;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * An app of the composite, with its plan asked once.
 *
 * @param <S> the app's settings
 * @param name what the composite calls it
 * @param app the one object that serves all its instances
 * @param plan what they share
 * @param texts what is known of its queries
 * @param parent the injector whose bindings its instances share; requires explicit bindings. Guice and Jackson remember in it
 *        what classes the app has, so no other app has the same.
 * @param residue what is left there of instances that are gone
 */
public record HostedApp<S extends Record>(
        AppName name,
        App<S> app,
        Plan<S> plan,
        Texts texts,
        Injector parent,
        Residue residue) {
    /**
     * Asks an app for its plan.
     *
     * @throws RuntimeException whatever the app throws
     */
    public static <S extends Record> HostedApp<S> create(AppName name, App<S> app) {
        var parent = Guice.createInjector(new SharedModule());
        return new HostedApp<>(name, app, app.plan(), new Texts(), parent, new Residue(parent));
    }

    /**
     * The entities of each engine, in the order of the plan.
     *
     * @throws IllegalArgumentException if the plan has an engine whose name is none
     */
    public SequencedMap<EngineName, Entities> engines() {
        return named(plan.engines());
    }

    /**
     * The entities of each family of engines, in the order of the plan.
     *
     * @throws IllegalArgumentException if the plan has a family whose name is none
     */
    public SequencedMap<EngineName, Entities> families() {
        return named(plan.families());
    }

    private static SequencedMap<EngineName, Entities> named(Map<String, Entities> planned) {
        SequencedMap<EngineName, Entities> engines = new LinkedHashMap<>();
        planned.forEach((name, entities) -> engines.put(new EngineName(name), entities));
        return engines;
    }

    /** Who loaded its class, and so the others of the app. */
    public ClassLoader loader() {
        return app.getClass().getClassLoader();
    }

    /** The bindings of one instance: those of its settings, and the app's own. */
    Module household(SettingsConfig configured) {
        var settings = configured.as(plan.settings(), plan.defaults());
        var own = app.household(settings);
        return binder -> {
            // To the object, because an app may bind the same: Guice takes equal ones for one.
            Bindings.of(binder, HostedApp.class).bind(plan.settings()).toInstance(settings);
            binder.install(own);
        };
    }
}
