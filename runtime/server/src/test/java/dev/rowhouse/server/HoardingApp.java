package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.List;

/** Takes all memory that there is, when it is asked to. */
public final class HoardingApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return binder -> binder.bind(HttpHandler.class).toInstance(HoardingApp::answer);
    }

    private static void answer(HttpServerExchange exchange) {
        switch (exchange.getRelativePath()) {
            case "/hoard" -> hoard();
            case "/swallow" -> swallow();
            default -> exchange.getResponseSender().send("hello");
        }
    }

    private static void hoard() {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new byte[100_000]);
            if (hoard.getLast().length == hoard.size()) {
                throw new AssertionError("there is memory without end");
            }
        }
    }

    /** As code does that means well: nobody hears of it. */
    private static void swallow() {
        try {
            hoard();
        } catch (OutOfMemoryError e) {
            // Goes on.
        }
    }
}
