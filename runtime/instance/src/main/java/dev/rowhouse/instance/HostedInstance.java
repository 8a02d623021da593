package dev.rowhouse.instance;

import com.google.inject.Injector;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One instance, for as long as the composite runs: knows its phase, starts it (again), answers its requests or says that
 * it can't.
 *
 * <p>Safe for use by many threads. No lock is held while an instance starts or drains.
 */
public final class HostedInstance implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(HostedInstance.class);

    /** How long a request, or the composite, waits for an instance to start. */
    private static final int START_SECONDS = 30;

    private final InstanceConfig config;
    private final HostedApps apps;
    private final Engines engines;
    private final Starter starter;

    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.COLD;
    private boolean ending;
    private Backoff backoff = Backoff.NONE;
    private String failure = "";
    private CompletableFuture<Phase> start = CompletableFuture.completedFuture(Phase.COLD);
    private volatile @Nullable Residence residence;

    HostedInstance(InstanceConfig config, HostedApps apps, Engines engines, Starter starter) {
        this.config = config;
        this.apps = apps;
        this.engines = engines;
        this.starter = starter;
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
        lock.lock();
        try {
            return phase;
        } finally {
            lock.unlock();
        }
    }

    /** Why it is {@link Phase#FAILED}, without secrets; empty in every other phase. */
    public Optional<String> failure() {
        lock.lock();
        try {
            return phase == Phase.FAILED ? Optional.of(failure) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** How many requests it is answering at this moment. */
    public long running() {
        var serving = residence;
        return serving == null ? 0 : serving.running();
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
        var serving = residence;
        if (serving == null) {
            throw new IllegalStateException("instance '%s' is %s; start it first".formatted(name(), phase()));
        }
        return serving.household();
    }

    /**
     * Starts the instance if it rests or has failed, and waits for the start, also for one that is under way. A failure is
     * logged, and tried again later.
     *
     * @return the phase that the start led to; {@link Phase#STARTING} if it takes longer than {@value #START_SECONDS} s
     */
    public Phase start() {
        return await(begin(EnumSet.of(Phase.COLD, Phase.FAILED)));
    }

    /** Carries out a start if it is fresh, and waits for its end. */
    private Phase await(Begun begun) {
        if (begun.fresh()) {
            starter.now(() -> open(begun.end()));
        }
        return outcome(begun.end(), Duration.ofSeconds(START_SECONDS));
    }

    private static Phase outcome(CompletableFuture<Phase> start, Duration atMost) {
        return start.copy().completeOnTimeout(Phase.STARTING, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** A start that somebody may wait for; {@code fresh} if it is the caller's to carry out. */
    private record Begun(CompletableFuture<Phase> end, boolean fresh) {}

    private Begun begin(Set<Phase> from) {
        lock.lock();
        try {
            if (ending || !from.contains(phase)) {
                return new Begun(start, false);
            }
            phase = phase.moveTo(Phase.STARTING);
            start = new CompletableFuture<>();
            return new Begun(start, true);
        } finally {
            lock.unlock();
        }
    }

    private void open(CompletableFuture<Phase> end) {
        try (var _ = MDC.putCloseable("instance", name().value())) {
            log.info("instance {}: {}", name(), Phase.STARTING);
            try {
                serve(Residence.create(Household.open(config, apps, engines)));
                end.complete(Phase.SERVING);
            } catch (Throwable e) {
                fail(e);
                end.complete(Phase.FAILED);
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                    throw fatal;
                }
            }
        }
    }

    private void serve(Residence opened) {
        lock.lock();
        try {
            phase = phase.moveTo(Phase.SERVING);
            backoff = Backoff.NONE;
            residence = opened;
        } finally {
            lock.unlock();
        }
        log.info("instance {}: {}", name(), Phase.SERVING);
    }

    private void fail(Throwable e) {
        var reason = Reasons.describe(e, config.secrets());
        Duration delay;
        lock.lock();
        try {
            phase = phase.moveTo(Phase.FAILED);
            failure = reason;
            backoff = backoff.afterFailure();
            delay = backoff.delay();
            if (!ending) {
                starter.later(this::start, delay);
            }
        } finally {
            lock.unlock();
        }
        log.warn("instance {}: {}: {}; tried again in {} s", name(), Phase.FAILED, reason, delay.toSeconds());
    }

    /**
     * Ends the instance for good: waits for a start that is under way, drains, closes everything.
     *
     * @param drain how long running requests may take to end
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void stop(Duration drain) throws InterruptedException {
        CompletableFuture<Phase> starting;
        lock.lock();
        try {
            ending = true;
            starting = start;
        } finally {
            lock.unlock();
        }
        if (outcome(starting, drain) == Phase.STARTING) {
            log.warn("instance {}: still {} after {} ms; it is interrupted", name(), Phase.STARTING, drain.toMillis());
            starter.interrupt();
            outcome(starting, Residence.GRACE);
        }
        var serving = endServing();
        if (serving == null) {
            return;
        }
        try (var _ = MDC.putCloseable("instance", name().value())) {
            log.info("instance {}: {}", name(), Phase.DRAINING);
            try {
                serving.drain(drain);
            } finally {
                close();
            }
        }
    }

    /** What is to be drained; null if there is nothing. */
    private @Nullable Residence endServing() {
        lock.lock();
        try {
            switch (phase) {
                case SERVING -> {
                    phase = phase.moveTo(Phase.DRAINING);
                    return residence;
                }
                case COLD, FAILED -> phase = phase.moveTo(Phase.CLOSED);
                case STARTING, DRAINING, CLOSED -> {
                    // Starting is over by now or hangs, and the others are somebody else's stop.
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        lock.lock();
        try {
            phase = phase.moveTo(Phase.CLOSED);
            residence = null;
        } finally {
            lock.unlock();
        }
        log.info("instance {}: {}", name(), Phase.CLOSED);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var serving = residence;
        if (serving != null) {
            serving.handle(exchange);
        } else {
            Dispatch.to(starter.threads(), exchange, this::answerAfterStart);
        }
    }

    /** Answers a request that came when the instance wasn't serving, on a virtual thread that may wait. */
    private void answerAfterStart(HttpServerExchange exchange) throws Exception {
        await(begin(EnumSet.of(Phase.COLD)));
        var serving = residence;
        if (serving != null) {
            serving.handle(exchange);
        } else {
            refuse(exchange);
        }
    }

    private void refuse(HttpServerExchange exchange) {
        long seconds;
        lock.lock();
        try {
            seconds = phase == Phase.FAILED ? backoff.delay().toSeconds() : 1;
        } finally {
            lock.unlock();
        }
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance does not serve at the moment.").send(exchange);
    }
}
