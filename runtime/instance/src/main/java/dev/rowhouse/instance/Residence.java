package dev.rowhouse.instance;

import com.google.inject.Key;
import dev.rowhouse.browser.BrowserWall;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.instance.live.LongStay;
import dev.rowhouse.instance.task.AppThreads;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One start of an instance while it answers: admits requests, runs the app's handler on a virtual thread in the
 * instance's scope, and at the end lets running requests finish before it closes the household.
 *
 * <p>A request's session ends when the root handler has returned, before the end of the response is sent. The exchange is in
 * blocking mode by then, so that what a handler reads, sends and is called back for happens on its own thread, in its own
 * scope; what it dispatches gets a virtual thread and a scope of its own,
 * which ends after the response.
 */
final class Residence implements LifeCycle.Open {
    private static final Logger log = LoggerFactory.getLogger(Residence.class);

    /** How long a request that was interrupted may take to notice. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final InstanceConfig config;
    private final Household household;
    private final HttpHandler root;
    private final Failures failures;
    private final ProblemFormat problems;
    private final Gate gate;
    private final BrowserWall browsers;
    private final ExecutorService threads;

    private Residence(Household household, HttpHandler root, ProblemFormat problems) {
        this.config = household.config();
        this.household = household;
        this.root = root;
        failures = new Failures(config.secrets());
        this.problems = failures.guard(problems);
        gate = new Gate(config.limits().concurrent().orElse(Integer.MAX_VALUE), Clock.SYSTEM);
        browsers = new BrowserWall(config);
        threads = Executors.newThreadPerTaskExecutor(new AppThreads(config.name() + "-", household.loader()));
    }

    /**
     * Lets a household answer requests: with what the app bound as its root handler, and as its format of problems.
     *
     * @throws RuntimeException if the app binds no handler or it can't be made; the household is closed then
     */
    static Residence create(Household household) {
        try (var _ = ContextLoader.of(household.loader())) {
            var injector = household.injector();
            var format = injector.getExistingBinding(Key.get(ProblemFormat.class));
            return new Residence(household, injector.getInstance(HttpHandler.class),
                    format == null ? ProblemFormat.standard() : format.getProvider().get());
        } catch (Throwable failure) {
            household.closeAfter(failure);
            throw failure;
        }
    }

    /** Answers a request, on the thread that brings it; false, with nothing done, if it is closing. */
    boolean handle(HttpServerExchange exchange) throws Exception {
        return switch (gate.enter()) {
            case CLOSED -> false;
            case FULL -> {
                exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
                Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance is busy.").send(exchange);
                yield true;
            }
            case ADMITTED -> {
                LongStay.count(exchange, gate::leave);
                answer(exchange);
                yield true;
            }
        };
    }

    private void answer(HttpServerExchange exchange) throws Exception {
        browsers.enter(exchange);
        ProblemFormat.use(problems, exchange);
        if (config.limits().body().isPresent()) {
            long most = config.limits().body().getAsLong();
            BodyLimit.set(exchange, most);
            if (exchange.getRequestContentLength() > most) {
                Problem.of(StatusCodes.REQUEST_ENTITY_TOO_LARGE, BodyLimit.explain(most)).send(exchange);
                return;
            }
        }
        exchange.addDefaultResponseListener(failures);
        if (root instanceof NonBlocking) {
            exchange.setDispatchExecutor(new Dispatching(exchange));
            try (var _ = MDC.putCloseable("instance", config.name().value());
                    var _ = ContextLoader.of(household.loader())) {
                run(root, exchange);
            }
        } else {
            Dispatch.to(threads, exchange, this::answerInScope);
        }
    }

    private void answerInScope(HttpServerExchange exchange) {
        MDC.put("instance", config.name().value());
        exchange.startBlocking();
        exchange.setDispatchExecutor(new Dispatching(exchange));
        run(request -> household.scope().run(() -> root.handleRequest(request)), exchange);
    }

    /** Where a handler goes on that the app dispatches: a virtual thread of this instance, in a scope of its own. */
    private final class Dispatching implements Executor {
        private final HttpServerExchange exchange;

        Dispatching(HttpServerExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(() -> {
                MDC.put("instance", config.name().value());
                if (!exchange.isBlocking()) {
                    exchange.startBlocking();
                }
                // Undertow forgets it with every dispatch.
                exchange.setDispatchExecutor(this);
                try {
                    household.scope().run(task::run);
                } catch (RuntimeException e) {
                    log.error("ending the work of a request failed: {}", Reasons.stack(e, config.secrets()));
                } finally {
                    Dispatch.endIfClosed(exchange);
                }
            });
        }
    }

    private void run(HttpHandler handler, HttpServerExchange exchange) {
        try {
            handler.handleRequest(exchange);
        } catch (Throwable failure) {
            failures.answer(exchange, failure);
        }
    }

    /** How many requests are inside. */
    long running() {
        return gate.inside();
    }

    /** What the app was given. */
    Household household() {
        return household;
    }

    @Override
    public boolean closeIfIdle() {
        return household.beside().isIdle() && gate.closeIfEmpty();
    }

    /**
     * Refuses new requests, waits for running ones and then for tasks, interrupts those that take longer, closes the household.
     *
     * @param atMost how long running requests and tasks may take to end
     */
    @Override
    public void drain(Duration atMost) throws InterruptedException {
        try (var _ = MDC.putCloseable("instance", config.name().value())) {
            end(atMost);
        }
    }

    private void end(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        gate.close();
        household.beside().sayGoodbye();
        try {
            if (!gate.awaitEmpty(atMost)) {
                log.warn("{} requests still run after {} ms; they are interrupted", gate.inside(), atMost.toMillis());
                threads.shutdownNow();
                // A task may be what answers a request.
                household.beside().interrupt();
                if (!gate.awaitEmpty(GRACE)) {
                    log.warn("{} requests did not end when they were interrupted; their engines are closed under them",
                            gate.inside());
                }
            }
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("code of the app still runs; its engines are closed under it");
            }
            household.beside().finish(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } finally {
            threads.shutdown();
            browsers.close();
            household.close();
        }
    }
}
