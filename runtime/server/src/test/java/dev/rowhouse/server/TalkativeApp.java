package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import org.slf4j.LoggerFactory;

/** Logs four kilobytes with each request. */
public final class TalkativeApp implements App<NoSettings> {
    private static final String LONG = "bla ".repeat(1024);

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> binder.bind(HttpHandler.class).toInstance(exchange -> {
            LoggerFactory.getLogger(TalkativeApp.class).info("{}: {}", exchange.getQueryString(), LONG);
            exchange.getResponseSender().send("said");
        });
    }
}
