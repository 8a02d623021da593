package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;

/** Greets, in the words of its settings. */
public final class GreetingApp implements App<GreetingApp.Settings> {
    /** What it says. */
    public record Settings(String greeting) {}

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).defaults(new Settings("hello")).engine("default");
    }

    @Override
    public Module household(Settings settings) {
        return binder -> binder.bind(HttpHandler.class)
                .toInstance(exchange -> exchange.getResponseSender().send(settings.greeting()));
    }
}
