package dev.rowhouse.apps.conduit;

import com.google.inject.Module;
import com.google.inject.Scopes;
import dev.rowhouse.apps.conduit.login.LoginModule;
import dev.rowhouse.apps.conduit.model.ModelModule;
import dev.rowhouse.apps.conduit.refusal.ErrorFormat;
import dev.rowhouse.apps.conduit.resource.ResourceModule;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.HttpHandler;

/** A blogging API: users, articles, comments, tags, favorites and follows. */
public final class ConduitApp implements App<ConduitSettings> {
    /** An app without state, as a composite makes one. */
    public ConduitApp() {}

    @Override
    public Plan<ConduitSettings> plan() {
        return Plan.of(ConduitSettings.class)
                .defaults(ConduitSettings.USUAL)
                .engine(Plan.DEFAULT_ENGINE, ModelModule.entities());
    }

    @Override
    public Module household(ConduitSettings settings) {
        return binder -> {
            binder.install(new ModelModule());
            binder.install(new LoginModule(settings.tokenLifetime(), settings.bcryptStrength()));
            binder.install(new ResourceModule());
            binder.bind(ProblemFormat.class).to(ErrorFormat.class);
            binder.bind(ErrorFormat.class);
            binder.bind(HttpHandler.class).to(ConduitRoutes.class).in(Scopes.SINGLETON);
            binder.bind(ConduitRoutes.class);
        };
    }
}
