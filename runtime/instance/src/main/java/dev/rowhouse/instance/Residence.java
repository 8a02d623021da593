package dev.rowhouse.instance;

import com.google.inject.Key;
import dev.rowhouse.browser.BrowserWall;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.LimitsConfig;
import dev.rowhouse.config.RequestLimits;
import dev.rowhouse.instance.health.Health;
import dev.rowhouse.instance.health.Leftovers;
import dev.rowhouse.instance.health.OutOfMemory;
import dev.rowhouse.instance.limit.Alarms;
import dev.rowhouse.instance.limit.Attendance;
import dev.rowhouse.instance.limit.Attendances;
import dev.rowhouse.instance.limit.Bucket;
import dev.rowhouse.instance.limit.CutOff;
import dev.rowhouse.instance.live.LongStay;
import dev.rowhouse.instance.share.Share;
import dev.rowhouse.instance.task.AppThreads;
import dev.rowhouse.loader.ContextLoader;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemFormat;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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

    /** How long databases may take to cancel what is executed, before the threads are interrupted that wait for it. */
    private static final Duration CANCELLING = Duration.ofSeconds(1);

    /** Of how many threads that don't end the log shows the stack. */
    private static final int TOLD = 5;

    /** What it was opened as; its limits may have changed since. */
    private final InstanceConfig config;
    private final Household household;
    private final HttpHandler root;
    private final Tally tally;
    private final Failures failures;
    private final ProblemFormat problems;
    private final Gate gate;
    private final Bucket bucket;
    private final Attendances attendances;
    private final BrowserWall browsers;
    private final AppThreads workers;
    private final ExecutorService threads;
    private final Runnable left;
    private final Share share;

    /** Changed in place, while it answers. */
    private volatile RequestLimits limits;

    private final Health health;
    private final Leftovers leftovers;

    /**
     * What a start is given by those around it.
     *
     * @param tally counts what happens to it
     * @param left hears that nothing of it is left
     * @param share says when its requests begin
     * @param alarms tell when a request has taken too long
     * @param memory hears if there is none left
     * @param leftovers takes the threads that don't end with it
     * @param setAside is told of a start that doesn't serve well, and why; must not wait
     */
    record Care(
            Tally tally,
            Runnable left,
            Share share,
            Alarms alarms,
            OutOfMemory memory,
            Leftovers leftovers,
            BiConsumer<Residence, String> setAside) {}

    private Residence(Household household, HttpHandler root, ProblemFormat problems, Care care) {
        this.config = household.config();
        left = care.left();
        this.household = household;
        this.root = root;
        this.tally = care.tally();
        this.share = care.share();
        health = new Health(System::nanoTime, reason -> care.setAside().accept(this, reason));
        leftovers = care.leftovers();
        failures = new Failures(config.secrets(), health, care.memory());
        this.problems = failures.guard(problems);
        limits = config.limits().requests();
        gate = new Gate(limits.concurrent().orElse(Integer.MAX_VALUE), limits.queue(), Clock.SYSTEM);
        bucket = new Bucket(limits, care.alarms()::nanos);
        attendances = new Attendances(config.name(), limits, household.databases(), care.alarms(),
                new CutRequests(config, tally, health));
        browsers = new BrowserWall(config);
        workers = new AppThreads(config.name(), "-", household.loader());
        threads = Executors.newThreadPerTaskExecutor(workers);
    }

    /**
     * Lets a household answer requests: with what the app bound as its root handler, and as its format of problems.
     *
     * @param care hears of it from when this returns
     * @throws RuntimeException if the app binds no handler or it can't be made; the household is closed then
     */
    static Residence create(Household household, Care care) {
        try (var _ = ContextLoader.of(household.loader())) {
            var injector = household.injector();
            var format = injector.getExistingBinding(Key.get(ProblemFormat.class));
            return new Residence(household, injector.getInstance(HttpHandler.class),
                    format == null ? ProblemFormat.standard() : format.getProvider().get(), care);
        } catch (Throwable failure) {
            household.closeAfter(failure);
            throw failure;
        }
    }

    /**
     * Changes what it may use: for requests that come and those that wait, and how long one may run, also for those that do. What runs
     * beside requests looks for itself.
     */
    void limits(LimitsConfig all) {
        var changed = all.requests();
        share.weigh(all.weight());
        limits = changed;
        gate.limits(changed.concurrent().orElse(Integer.MAX_VALUE), changed.queue());
        bucket.limits(changed);
        attendances.limits(changed);
    }

    /**
     * Answers a request, on the thread that brings it, or lets it wait; false, with nothing done, if it is closing.
     *
     * @param door takes a request back that has waited in vain because this has closed meanwhile
     */
    boolean handle(HttpServerExchange exchange, HttpHandler door) throws Exception {
        if (gate.isClosed()) {
            return false;
        }
        long lacking = bucket.take();
        if (lacking > 0) {
            tally.add(Tally.Count.TOO_MANY);
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Bucket.retryAfter(lacking));
            Problem.of(StatusCodes.TOO_MANY_REQUESTS, "This instance gets too many requests.").send(exchange);
            return true;
        }
        return switch (gate.enter()) {
            case CLOSED -> false;
            case FULL, WAITING -> {
                if (limits.queue() == 0) {
                    refuse(exchange);
                } else {
                    Waiting.at(gate, exchange, limits.queueTimeout(),
                            new Waiting.Next(waited -> admitOrReturn(waited, door), door, this::refuse,
                                    () -> tally.add(Tally.Count.WAITED)));
                }
                yield true;
            }
            case ADMITTED -> admit(exchange);
        };
    }

    private void admitOrReturn(HttpServerExchange exchange, HttpHandler door) throws Exception {
        if (!admit(exchange)) {
            door.handleRequest(exchange);
        }
    }

    private void leave() {
        household.presence().leave();
        gate.leave();
    }

    private void refuse(HttpServerExchange exchange) {
        tally.add(Tally.Count.FULL);
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance is busy.").send(exchange);
    }

    /** Answers a request that has passed the gate; false, with nothing done, if it goes to rest just now. */
    private boolean admit(HttpServerExchange exchange) throws Exception {
        if (!household.presence().tryEnter()) {
            gate.leave();
            return false;
        }
        tally.add(Tally.Count.REQUESTS);
        var attendance = attendances.begin(exchange);
        var guest = new Guest(exchange, attendance);
        guest.count(exchange);
        exchange.addResponseWrapper(attendance);
        answer(exchange, attendance, guest);
        return true;
    }

    private void answer(HttpServerExchange exchange, Attendance attendance, Guest guest) throws Exception {
        browsers.enter(exchange);
        ProblemFormat.use(problems, exchange);
        var body = limits.body();
        if (body.isPresent()) {
            long most = body.getAsLong();
            BodyLimit.set(exchange, most);
            if (exchange.getRequestContentLength() > most) {
                Problem.of(StatusCodes.REQUEST_ENTITY_TOO_LARGE, BodyLimit.explain(most)).send(exchange);
                return;
            }
        }
        exchange.addDefaultResponseListener(guest);
        if (root instanceof NonBlocking) {
            exchange.setDispatchExecutor(guest);
            try (var _ = MDC.putCloseable("instance", config.name().value());
                    var _ = ContextLoader.of(household.loader())) {
                run(exchange, attendance, () -> root.handleRequest(exchange));
            }
        } else {
            attendance.await();
            Dispatch.to(
                    task -> share.run(threads, task,
                            () -> Dispatch.run(exchange, same -> run(same, attendance, () -> refuse(same)))),
                    exchange, same -> answerInScope(same, attendance, guest));
        }
    }

    private void answerInScope(HttpServerExchange exchange, Attendance attendance, Guest guest) {
        MDC.put("instance", config.name().value());
        exchange.startBlocking();
        exchange.setDispatchExecutor(guest);
        run(exchange, attendance, () -> household.scope().run(() -> root.handleRequest(exchange)));
    }

    /**
     * All that is kept of one request. A handler that the app dispatches goes on in it: on a virtual thread of this instance, in a scope of
     * its own.
     */
    private final class Guest extends LongStay implements Executor, DefaultResponseListener {
        private final HttpServerExchange exchange;
        private final Attendance attendance;

        Guest(HttpServerExchange exchange, Attendance attendance) {
            this.exchange = exchange;
            this.attendance = attendance;
        }

        @Override
        protected void left() {
            Residence.this.leave();
            attendance.complete();
        }

        @Override
        public boolean handleDefaultResponse(HttpServerExchange same) {
            return isAnsweredAsCut(same, attendance) || failures.handleDefaultResponse(same);
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
                    attendance.run(() -> household.scope().run(task::run));
                } catch (RuntimeException e) {
                    log.error("ending the work of a request failed: {}", Reasons.stack(e, config.secrets()));
                } finally {
                    endIfCut(exchange, attendance);
                    Dispatch.endIfClosed(exchange);
                }
            });
        }
    }

    private void run(HttpServerExchange exchange, Attendance attendance, Attendance.Code<Exception> code) {
        try {
            attendance.run(code);
            if (attendance.cut() == null && exchange.getStatusCode() < StatusCodes.INTERNAL_SERVER_ERROR) {
                health.well();
            }
        } catch (Throwable failure) {
            // What fails because it was cut is told there.
            if (attendance.cut() == null || failure instanceof VirtualMachineError) {
                failures.answer(exchange, failure);
            }
        }
        answerIfCut(exchange, attendance);
    }

    /** Tells the client that its request was cut, if that is left to this thread. */
    private void answerIfCut(HttpServerExchange exchange, Attendance attendance) {
        if (attendance.cut() != null && attendance.isClaimed()) {
            tell(exchange, attendance);
        } else if (attendance.cut() != null && attendance.hasBegun() && !exchange.isResponseComplete()) {
            // The client must see that what it got is not the whole.
            CutOff.now(exchange);
        }
    }

    /** The same where Undertow ends a request, inside what the handler has dispatched. */
    private boolean isAnsweredAsCut(HttpServerExchange exchange, Attendance attendance) {
        if (attendance.cut() == null) {
            return false;
        }
        if (attendance.mustTell()) {
            exchange.removeAttachment(DefaultResponseListener.EXCEPTION);
            return tell(exchange, attendance);
        }
        answerIfCut(exchange, attendance);
        return false;
    }

    private boolean tell(HttpServerExchange exchange, Attendance attendance) {
        var cut = attendance.cut();
        if (cut == null || exchange.isResponseStarted()) {
            return false;
        }
        failures.answer(exchange, cut.problem());
        return true;
    }

    /** Where a part of a request has ended that was cut, Undertow may have ended nothing. */
    private void endIfCut(HttpServerExchange exchange, Attendance attendance) {
        if (attendance.cut() != null && !exchange.isDispatched()) {
            answerIfCut(exchange, attendance);
            exchange.endExchange();
        }
    }

    /** How many requests wait until there is a place. */
    int waiting() {
        return gate.waiting();
    }

    /** What it has of a machine that is busy. */
    Share share() {
        return share;
    }

    /** How well it serves. */
    Health health() {
        return health;
    }

    /** How many requests are inside. */
    long running() {
        return gate.inside();
    }

    /** Whether somebody uses it, or something goes on that was left behind. */
    boolean isBusy() {
        return household.presence().inside() > 0 || !household.beside().isIdle();
    }

    /** What the app was given. */
    Household household() {
        return household;
    }

    @Override
    public boolean closeIfIdle() {
        return household.presence().closeIfIdle(household.beside()::isIdle);
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

    /** What still runs can't be ended by anybody; it is told where it is. */
    private void tellLeftovers() {
        var running = Stream.concat(workers.running().stream(), household.beside().tasks().running().stream()).toList();
        if (!running.isEmpty()) {
            leftovers.add(running);
            log.warn("{} threads run on and can't be ended, {} with those of earlier starts: {}", running.size(),
                    leftovers.count(), Leftovers.places(running));
            running.stream().limit(TOLD).forEach(thread -> log.warn("still running: {}", Leftovers.describe(thread)));
        }
    }

    private void end(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        gate.close();
        household.beside().sayGoodbye();
        try {
            if (!gate.awaitEmpty(atMost)) {
                log.warn("{} requests still run after {} ms; they are stopped", gate.inside(), atMost.toMillis());
                share.clear();
                attendances.cutAll();
                // A task may be what answers a request.
                household.databases().stopAll(CANCELLING);
                household.beside().interrupt();
                if (!gate.awaitEmpty(GRACE)) {
                    log.warn("{} requests did not end when they were interrupted; their engines are closed under them",
                            gate.inside());
                }
            }
            threads.shutdown();
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                log.warn("code of the app still runs; its engines are closed under it");
            }
            household.beside().finish(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } finally {
            try (household; browsers; attendances) {
                share.clear();
                threads.shutdown();
            } finally {
                left.run();
                tellLeftovers();
            }
        }
    }
}
