package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** An app whose requests use a processor for a moment, for some milliseconds, or until they are told to stop. */
public final class BusyApp implements App<NoSettings> {
    /** How many steps of {@link #compute} a request does. */
    static final String STEPS = "busy.steps";

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Busy.class).in(Singleton.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Busy busy) {
                return busy.routes();
            }
        };
    }

    /** Uses a processor for a time that depends on the processor alone. */
    static long compute(long steps) {
        long value = 88172645463325252L;
        for (long i = 0; i < steps; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }

    private static void say(HttpServerExchange exchange, Object text) {
        exchange.getResponseSender().send(text.toString());
    }

    /** What one instance does. */
    static final class Busy {
        private final ExecutorService tasks;
        private final AtomicInteger looping = new AtomicInteger();
        private volatile boolean stopped;

        @Inject
        Busy(ExecutorService tasks) {
            this.tasks = tasks;
        }

        Routes routes() {
            long steps = Long.getLong(STEPS, 1_000_000);
            return new Routes().get("/tiny", exchange -> say(exchange, "ok"))
                    .get("/compute", exchange -> say(exchange, compute(steps)))
                    .get("/sleep", exchange -> {
                        Thread.sleep(1);
                        say(exchange, "slept");
                    })
                    .get("/loop", exchange -> {
                        loop();
                        say(exchange, "done");
                    })
                    .get("/task", exchange -> {
                        tasks.execute(this::loop);
                        say(exchange, "begun");
                    });
        }

        private void loop() {
            looping.incrementAndGet();
            while (!stopped) {
                Thread.onSpinWait();
            }
            looping.decrementAndGet();
        }

        /** How many loop. */
        int looping() {
            return looping.get();
        }

        /** Nothing loops any more. */
        void stop() {
            stopped = true;
        }
    }
}
