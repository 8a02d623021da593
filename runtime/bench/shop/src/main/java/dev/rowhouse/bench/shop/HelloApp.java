package dev.rowhouse.bench.shop;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Says one word, so that what is measured is the way to it. */
public final class HelloApp implements App<NoSettings> {
    /** An app without state, as a composite makes one. */
    public HelloApp() {}

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        HttpHandler root = HelloApp::say;
        return binder -> binder.bind(HttpHandler.class).toInstance(root);
    }

    private static void say(HttpServerExchange exchange) {
        exchange.getResponseSender().send("hello");
    }

    /** The same, on the thread that has read the request. */
    public static final class OnIoThread implements App<NoSettings> {
        /** An app without state, as a composite makes one. */
        public OnIoThread() {}

        @Override
        public Plan<NoSettings> plan() {
            return Plan.withoutSettings();
        }

        @Override
        public Module household(NoSettings settings) {
            NonBlocking root = HelloApp::say;
            return binder -> binder.bind(HttpHandler.class).toInstance(root);
        }
    }
}
