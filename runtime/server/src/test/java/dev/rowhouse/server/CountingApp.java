package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts visits in a static map, which all its instances have: what the audit is for. */
public final class CountingApp implements App<NoSettings> {
    private static final Map<String, Integer> VISITS = new ConcurrentHashMap<>();

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> binder.bind(HttpHandler.class)
                .toInstance(exchange -> VISITS.merge(exchange.getRequestPath(), 1, Integer::sum));
    }
}
