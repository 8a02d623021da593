package dev.rowhouse.instance;

import com.google.inject.Injector;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.Life.Closed;
import dev.rowhouse.instance.Life.Cold;
import dev.rowhouse.instance.Life.Draining;
import dev.rowhouse.instance.Life.Failed;
import dev.rowhouse.instance.Life.Serving;
import dev.rowhouse.instance.Life.Starting;
import dev.rowhouse.session.Scopes;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One instance, for as long as the composite runs: knows its phase, starts it (again), passivates and stops it, answers its
 * requests or says that it can't. {@link LifeCycle} decides what follows what.
 *
 * <p>Safe for use by many threads. No lock is held while an instance starts or drains.
 */
public final class HostedInstance implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(HostedInstance.class);

    private final InstanceConfig config;
    private final HostedApps apps;
    private final Engines engines;
    private final Scopes scopes;
    private final Starter starter;
    private final LifeCycle<Residence> cycle;

    HostedInstance(InstanceConfig config, HostedApps apps, Engines engines, Scopes scopes, Starter starter) {
        this.config = config;
        this.apps = apps;
        this.engines = engines;
        this.scopes = scopes;
        this.starter = starter;
        cycle = new LifeCycle<>(new Owner(), starter.openers(), starter::later, Clock.SYSTEM);
    }

    /** Its name. */
    public InstanceName name() {
        return config.name();
    }

    /** What it was declared as. */
    public InstanceConfig config() {
        return config;
    }

    /** Where in its life it is. */
    public Phase phase() {
        return cycle.life().phase();
    }

    /** Why it is {@link Phase#FAILED}, without secrets; empty in every other phase. */
    public Optional<String> failure() {
        return cycle.life() instanceof Failed<Residence> failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** How many requests it is answering at this moment. */
    public long running() {
        var here = residence();
        return here == null ? 0 : here.running();
    }

    /**
     * Runs work in this instance's scope from outside a request.
     *
     * @throws IllegalStateException if the instance isn't serving
     */
    public Work work() {
        return household().work();
    }

    /**
     * The injector that this start's objects come from.
     *
     * @throws IllegalStateException if the instance isn't serving
     */
    public Injector injector() {
        return household().injector();
    }

    private Household household() {
        var here = residence();
        if (here == null) {
            throw new IllegalStateException("instance '%s' is %s; start it first".formatted(name(), phase()));
        }
        return here.household();
    }

    private @Nullable Residence residence() {
        return switch (cycle.life()) {
            case Serving<Residence>(var residence) -> residence;
            case Draining<Residence>(var residence, var _) -> residence;
            case Cold<Residence> _,Starting<Residence> _,Failed<Residence> _,Closed<Residence> _ -> null;
        };
    }

    /**
     * Starts the instance if it rests or has failed, and waits for the start, also for one that is under way. A failure is
     * logged, and tried again later.
     *
     * @return the phase that this led to; the one that it is in if that takes longer than 30 s, or this thread is interrupted, which
     *         it still is afterwards; {@link Phase#CLOSED} if it was stopped
     */
    public Phase start() {
        try {
            return cycle.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return phase();
        }
    }

    /**
     * Closes everything that the instance holds, if it answers no request; the next request opens it anew.
     *
     * @param drain how long code of the app may take to end that goes on after its request
     * @return whether it did; false, with nothing changed, if the instance isn't serving or is answering a request
     * @throws InterruptedException if the thread is told to stop while it waits; all is closed then
     */
    public boolean passivate(Duration drain) throws InterruptedException {
        return cycle.passivate(drain);
    }

    /**
     * Drains and closes the instance, and starts it again. Requests that come meanwhile wait. A start that is under way is
     * waited for, and followed by another.
     *
     * @param drain how long running requests may take to end
     * @return the phase that this led to, as {@link #start} has it
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public Phase restart(Duration drain) throws InterruptedException {
        return cycle.restart(drain);
    }

    /**
     * Ends the instance for good: waits for a start that is under way, which serves nobody any more, drains, closes everything.
     *
     * @param drain how long running requests may take to end, and a start, before they are interrupted
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void stop(Duration drain) throws InterruptedException {
        cycle.stop(drain, Residence.GRACE);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!(cycle.life() instanceof Serving<Residence>(var residence) && residence.handle(exchange))) {
            Dispatch.to(starter.waiting(), exchange, this::answerAfterStart);
        }
    }

    /** Answers a request that came when the instance wasn't serving, on a virtual thread that may wait. */
    private void answerAfterStart(HttpServerExchange exchange) throws Exception {
        if (!cycle.use(residence -> residence.handle(exchange))) {
            refuse(exchange);
        }
    }

    private void refuse(HttpServerExchange exchange) {
        long seconds = cycle.life() instanceof Failed<Residence> failed ? failed.backoff().delay().toSeconds() : 1;
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance does not serve at the moment.").send(exchange);
    }

    /** Opens what a start needs, and logs what becomes of it. */
    private final class Owner implements LifeCycle.Owner<Residence> {
        @Override
        public Residence open() throws InterruptedException {
            try (var _ = MDC.putCloseable("instance", name().value())) {
                return Residence.create(Household.open(config, apps, engines, scopes));
            }
        }

        @Override
        public String explain(Throwable failure) {
            return Reasons.describe(failure, config.secrets());
        }

        @Override
        public void entered(Life<Residence> life) {
            try (var _ = MDC.putCloseable("instance", name().value())) {
                if (life instanceof Failed<Residence>(var reason, var backoff)) {
                    log.warn("instance {}: {}: {}; tried again in {} s", name(), Phase.FAILED, reason,
                            backoff.delay().toSeconds());
                } else {
                    log.info("instance {}: {}", name(), life.phase());
                }
            }
        }

        @Override
        public void overdue(Duration waited) {
            log.warn("instance {}: still {} after {} ms; it is interrupted", name(), Phase.STARTING, waited.toMillis());
        }
    }
}
