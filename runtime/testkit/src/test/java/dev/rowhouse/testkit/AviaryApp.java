package dev.rowhouse.testkit;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;

/** An app with several databases: two engines, one of which may have shards, and a family. */
public final class AviaryApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings()
                .engine("default", Canary.class)
                .engine("flock", Canary.class)
                .family("cage", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> binder.bind(HttpHandler.class).toInstance(new Routes());
    }
}
