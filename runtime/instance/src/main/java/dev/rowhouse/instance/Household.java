package dev.rowhouse.instance;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.spi.Elements;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.session.SessionModule;
import dev.rowhouse.session.SessionScope;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one start of an instance owns: engines, a scope, an injector, the app's root handler. Nothing of it is shared with
 * another instance, nor with another start of the same one.
 *
 * @param root what the app bound as its handler
 * @param problems how the app's clients see problems
 * @param scope finds this start's sessions
 * @param engines in the order of the plan
 * @param injector what the app's objects come from
 */
record Household(HttpHandler root, ProblemFormat problems, SessionScope scope, List<Engine> engines, Injector injector)
        implements AutoCloseable {
    /**
     * Opens the engines and wires the app.
     *
     * @param parent the injector whose bindings all instances share
     * @throws RuntimeException if an engine can't be opened or the app can't be wired; all is closed again then
     */
    static Household open(InstanceConfig config, HostedApp<?> app, Engines shared, Injector parent)
            throws InterruptedException {
        List<Engine> engines = new ArrayList<>();
        try {
            for (Map.Entry<EngineName, Entities> planned : app.engines().entrySet()) {
                var engine = config.engines().get(planned.getKey());
                if (engine == null) {
                    throw new IllegalStateException(
                            "the app needs the engine '%s'; declare engines.%1$s".formatted(planned.getKey()));
                }
                engines.add(shared.open(app.name(), config.name(), engine, planned.getValue()));
            }
            var scope = new SessionScope(config.name(), engines);
            // The app's module runs here, before Guice holds the lock that all instances share.
            var bindings = Elements.getModule(Elements.getElements(new SessionModule(scope), new InstanceModule(config),
                    app.household(config.settings())));
            var injector = parent.createChildInjector(bindings);
            return new Household(injector.getInstance(HttpHandler.class), problems(injector), scope,
                    List.copyOf(engines), injector);
        } catch (Throwable failure) {
            closeAfter(failure, engines);
            throw failure;
        }
    }

    private static ProblemFormat problems(Injector injector) {
        var bound = injector.getExistingBinding(Key.get(ProblemFormat.class));
        return bound == null ? ProblemFormat.standard() : bound.getProvider().get();
    }

    private static void closeAfter(Throwable failure, List<Engine> engines) {
        for (var engine : engines.reversed()) {
            try {
                engine.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Closes the engines, the last one first, all of them. */
    @Override
    public void close() {
        var failure = new IllegalStateException("not all engines could be closed");
        closeAfter(failure, engines);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
