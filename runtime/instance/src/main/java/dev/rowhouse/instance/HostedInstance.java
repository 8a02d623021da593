package dev.rowhouse.instance;

import com.google.inject.Injector;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Rest;
import dev.rowhouse.instance.Life.Closed;
import dev.rowhouse.instance.Life.Cold;
import dev.rowhouse.instance.Life.Draining;
import dev.rowhouse.instance.Life.Failed;
import dev.rowhouse.instance.Life.Serving;
import dev.rowhouse.instance.Life.Starting;
import dev.rowhouse.instance.health.LastWords;
import dev.rowhouse.instance.health.Leftovers;
import dev.rowhouse.instance.health.OutOfMemory;
import dev.rowhouse.instance.rest.Lodger;
import dev.rowhouse.instance.rest.NoVacancyException;
import dev.rowhouse.instance.rest.Stay;
import dev.rowhouse.instance.share.Share;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
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

    /** How long requests may take to end of a start that is set aside. */
    private static final Duration ASIDE = Duration.ofSeconds(5);

    /** When clients may ask again of an instance that waits for an operator. */
    private static final Duration UNTIL_STARTED = Duration.ofMinutes(1);

    private final InstanceName name;
    private final Commons commons;
    private final Succession<Form, Residence> succession;
    private final Tally tally = new Tally();
    private final Leftovers leftovers = new Leftovers();
    private final OutOfMemory memory = new OutOfMemory();
    private final AtomicReference<@Nullable LastWords> pardon = new AtomicReference<>();
    private volatile @Nullable LastWords words;
    private volatile boolean removed;

    /** Whether a start is under way whose turn has come. */
    private volatile boolean opening;

    /** When what served last was used last, by the system's nanoseconds; 0 if nothing has served. */
    private volatile long lastUsed;

    HostedInstance(InstanceConfig config, HostedApps apps, Commons commons) {
        this.name = config.name();
        this.commons = commons;
        succession = new Succession<>(Form.of(config, apps.definition(config.app())), this::life, Form::letGo,
                Clock.SYSTEM);
    }

    private LifeCycle<Residence> life(Form form) {
        return new LifeCycle<>(new Owner(form), commons.starter().openers(), commons.starter()::later, Clock.SYSTEM);
    }

    /** Its life in the form that it has. */
    private LifeCycle<Residence> cycle() {
        return succession.tenure().cycle();
    }

    private Form form() {
        return succession.tenure().form();
    }

    /** Its name. */
    public InstanceName name() {
        return name;
    }

    /** What it is declared as; another one after it has changed. */
    public InstanceConfig config() {
        return form().config();
    }

    /** Where in its life it is. */
    public Phase phase() {
        var phase = cycle().life().phase();
        // Another form is about to serve.
        return phase == Phase.CLOSED && succession.isChanging() ? Phase.STARTING : phase;
    }

    /** Why it is {@link Phase#FAILED}, without secrets; empty in every other phase. */
    public Optional<String> failure() {
        return cycle().life() instanceof Failed<Residence> failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    /** Where in its life it is, since when, and why if it has failed: all of one moment. */
    public Standing standing() {
        return cycle().describe((life, since) -> new Standing(life.phase(), commons.starter().when(since),
                life instanceof Failed<Residence> failed ? Optional.of(failed.reason()) : Optional.empty()));
    }

    /** What has happened to it so far. */
    public Tally tally() {
        return tally;
    }

    /** How it is at this moment: for who looks at many, since nothing is started and nothing waited for. */
    public Figures figures() {
        var now = Instant.now();
        return new Figures(phase(), standing().since(), running(), tally.all(), tally.lastStart(), tally.meanStart(),
                tally.warmUp(), lastUsed(now));
    }

    private Optional<Instant> lastUsed(Instant now) {
        var here = residence();
        long used = here == null ? lastUsed : here.household().presence().lastUsed();
        return used == 0 ? Optional.empty() : Optional.of(now.minusNanos(System.nanoTime() - used));
    }

    /** Whether its start waits for the turn of others, for which there is room. */
    boolean isQueued() {
        return phase() == Phase.STARTING && !opening && commons.starter().lodgings().isRoomy();
    }

    /** What this start of it has of a machine that is busy; empty if the instance isn't serving. */
    public Optional<Share> share() {
        return Optional.ofNullable(residence()).map(Residence::share);
    }

    /** How many requests wait at this moment until it has answered others. */
    public int waiting() {
        var here = residence();
        return here == null ? 0 : here.waiting();
    }

    /** Whether it is used at this moment, by a request, in a scope, or by what one of them has left behind: it doesn't rest then. */
    public boolean isBusy() {
        var here = residence();
        return here != null && here.isBusy();
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
        return switch (cycle().life()) {
            case Serving<Residence>(var residence, var _) -> residence;
            case Draining<Residence>(var residence, var _) -> residence;
            case Cold<Residence> _,Starting<Residence> _,Failed<Residence> _,Closed<Residence> _ -> null;
        };
    }

    /**
     * Starts the instance if it rests, has failed or was stopped, and waits for the start, also for one that is under way. A
     * failure is logged, and tried again later.
     *
     * @return the phase that this led to; the one that it is in if that takes longer than its {@code start-timeout}, or this thread is
     *         interrupted, which it still is afterwards; {@link Phase#CLOSED} if it was ended, or is stopped meanwhile
     */
    public Phase start() {
        Quarantine.end(pardon.getAndSet(null), name());
        try {
            return succession.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return phase();
        }
    }

    /**
     * Closes everything that the instance holds, if nobody uses it; the next request opens it anew.
     *
     * @param drain how long code of the app may take to end that goes on after its request
     * @return whether it did; false, with nothing changed, if the instance isn't serving, or is answering a request, or a task, a
     *         connection or a scope of it is open
     * @throws InterruptedException if the thread is told to stop while it waits; all is closed then
     */
    public boolean passivate(Duration drain) throws InterruptedException {
        boolean rests = cycle().passivate(drain);
        if (rests) {
            tally.add(Tally.Count.RESTS);
            var unsaved = Unsaved.engines(config());
            if (!unsaved.isEmpty()) {
                log.warn(
                        "instance {}: rests, and what its databases in memory held is gone: engines {}; write idle = never for an instance that must keep it",
                        name(), unsaved);
            }
        }
        return rests;
    }

    /**
     * Starts the instance again. Where two starts may be open at once, the new one serves before the old one drains, and the old one
     * goes on if the new one can't start; otherwise it is drained and closed first. Requests that come meanwhile are answered by the old
     * one, or wait. A start that is under way is waited for, and followed by another.
     *
     * @param drain how long running requests may take to end
     * @return the phase that this led to, as {@link #start} has it
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public Phase restart(Duration drain) throws InterruptedException {
        if (phase() != Phase.SERVING || Overlap.obstacle(config(), config()).isPresent()) {
            return succession.restart(drain, config().life().startTimeout());
        }
        replace(Form::again, drain);
        return succession.start();
    }

    /**
     * Lets the instance become what it is declared as by now. If it serves, or would, it is started in its new form, as {@link #restart}
     * does it; if that can't start and the old one served, it keeps that or is started in it again. One that rests goes on resting, and one
     * that was stopped stays so.
     *
     * @param next what it is declared as
     * @param apps where its code is
     * @param drain how long running requests may take to end
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    Replacement replace(InstanceConfig next, HostedApps apps, Duration drain) throws InterruptedException {
        return replace(_ -> Form.of(next, apps.definition(next.app())), drain);
    }

    private Replacement replace(UnaryOperator<Form> next, Duration drain) throws InterruptedException {
        var became = succession.replace(next,
                (before, after) -> Overlap.obstacle(before.config(), after.config()).isEmpty(), drain, Residence.GRACE,
                config().life().startTimeout());
        // What has changed in place meanwhile reached the start that was in office then.
        keepToLimits();
        say();
        if (became instanceof Replacement.FellBack(var reason)) {
            log.warn("instance {}: goes on in its old form, because the new one could not start: {}", name, reason);
        }
        return became;
    }

    /**
     * It is declared otherwise, in nothing but what may change while it serves: limits, when it starts and rests, its log, its mounts.
     * What it is declared as is asked for each time that it is needed.
     */
    public void adapt(InstanceConfig changed) {
        form().adapt(changed);
        keepToLimits();
    }

    private void keepToLimits() {
        var here = residence();
        if (here != null) {
            here.limits(config().limits());
        }
    }

    /** Whether its code is what another reading of the file has found. */
    public boolean hasCodeOf(HostedApps apps) {
        var mine = form().app();
        return apps.has(config().app()) && mine.isSameAs(apps.definition(config().app()));
    }

    /** Whether its app has asked where it is mounted. */
    public boolean hasToldItsMounts() {
        var here = residence();
        return here != null && here.household().hasToldItsMounts();
    }

    /**
     * Ends what the instance does, until it is {@linkplain #start started} again; requests don't start it. Waits for a start that is
     * under way, which serves nobody any more, drains, closes everything.
     *
     * @param drain how long running requests may take to end, and a start, before they are interrupted
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void stop(Duration drain) throws InterruptedException {
        succession.stop(drain, Residence.GRACE);
    }

    /**
     * Ends the instance for good, as {@link #stop} does: it can't be started any more.
     *
     * @param drain how long running requests may take to end, and a start, before they are interrupted
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void end(Duration drain) throws InterruptedException {
        succession.end(drain, Residence.GRACE);
    }

    /** Why it would be closed before it is started as {@code next}; empty if the new start may serve beside the old one first. */
    public Optional<String> obstacle(InstanceConfig next) {
        return Overlap.obstacle(config(), next);
    }

    /**
     * Ends the instance for good, because it is declared no more. Who still comes finds nothing there.
     *
     * @param drain how long running requests may take to end
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void remove(Duration drain) throws InterruptedException {
        removed = true;
        end(drain);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!(cycle().life() instanceof Serving<Residence>(var residence, var _) && residence.handle(exchange, this))) {
            long came = System.nanoTime();
            boolean resting = cycle().life() instanceof Cold<Residence>;
            Dispatch.to(commons.starter().waiting(), exchange, waiting -> answerAfterStart(waiting, resting, came));
        }
    }

    /** Answers a request that came when the instance wasn't serving, on a virtual thread that may wait. */
    private void answerAfterStart(HttpServerExchange exchange, boolean resting, long came) throws Exception {
        if (resting) {
            exchange.addExchangeCompleteListener((_, next) -> {
                tally.warmedUp(System.nanoTime() - came);
                next.proceed();
            });
        }
        // Whoever has gone meanwhile needs no answer: Dispatch ends the exchange.
        if (!succession.use(residence -> !exchange.getConnection().isOpen() || residence.handle(exchange, this))) {
            refuse(exchange);
        }
    }

    private void refuse(HttpServerExchange exchange) {
        if (removed) {
            Problem.of(StatusCodes.NOT_FOUND, "").send(exchange);
            return;
        }
        long seconds = cycle().life() instanceof Failed<Residence> failed ? retryAfter(failed) : 1;
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Long.toString(seconds));
        Problem.of(StatusCodes.SERVICE_UNAVAILABLE, "This instance does not serve at the moment.").send(exchange);
    }

    /** Lets the process end with words about this instance if its code finds no memory left. They are made when that can be: with a start. */
    void keep(LastWords last) {
        words = last;
    }

    /**
     * Sets it aside if it took the process down twice within an hour, and nobody has started it since or configured it otherwise: it is
     * {@link Phase#FAILED} until somebody does.
     */
    void suspect(LastWords last) {
        Quarantine.reason(last, name(), Quarantine.fingerprint(config())).ifPresent(reason -> {
            pardon.set(last);
            cycle().quarantine(reason);
        });
    }

    /** What is said if memory gives out tells the configuration that it has by now. */
    private void say() {
        var last = words;
        if (last != null) {
            memory.say(last.words(name().value(), Quarantine.fingerprint(config())));
        }
    }

    /** On a thread of its own: who says so is a request of the start that ends. */
    private void setAside(Residence residence, String reason) {
        commons.starter().openers().make(() -> {
            try {
                cycle().setAside(residence, reason, ASIDE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }).start();
    }

    /** One that nobody tries again by itself may still be started by an operator. */
    private static long retryAfter(Failed<Residence> failed) {
        return failed.backoff().equals(Backoff.NONE) ? UNTIL_STARTED.toSeconds() : failed.backoff().delay().toSeconds();
    }

    /** Opens what a start needs, and logs what becomes of it. */
    private final class Owner implements LifeCycle.Owner<Residence>, Lodger {
        private final Form form;

        /** What fails otherwise was set aside, which is counted when that begins. */
        private volatile boolean starts;

        /** What its start has opened, from before it serves until nothing of it is left. */
        private volatile @Nullable Residence residence;

        Owner(Form form) {
            this.form = form;
        }

        /** Whether it is the one which answers. */
        @SuppressWarnings("ReferenceEquality") // One form and no other that is like it.
        private boolean isInOffice() {
            return form() == form;
        }

        /** What a phase is called of a start that isn't the one which answers. */
        private String place() {
            return isInOffice() ? "" : " (another start answers)";
        }

        @Override
        public Duration patience() {
            return form.config().life().startTimeout();
        }

        @Override
        public Residence open(boolean again) throws InterruptedException, NoVacancyException {
            try (var _ = MDC.putCloseable("instance", name.value())) {
                leftovers.requireFew();
                say();
                var stay = enter(again);
                opening = true;
                try {
                    long began = System.nanoTime();
                    var open = Residence.create(Household.open(form, commons.engines(), commons.scopes(), memory),
                            new Residence.Care(tally, () -> leave(stay), commons.shares().part(form.config().limits()),
                                    commons.starter(), memory, leftovers, HostedInstance.this::setAside));
                    tally.started(System.nanoTime() - began);
                    residence = open;
                    stay.serves();
                    return open;
                } catch (Throwable failure) {
                    stay.close();
                    throw failure;
                } finally {
                    opening = false;
                }
            }
        }

        private void leave(Stay stay) {
            residence = null;
            stay.close();
        }

        private Stay enter(boolean again) throws InterruptedException, NoVacancyException {
            try {
                return commons.starter().lodgings().enter(this, again);
            } catch (NoVacancyException e) {
                if (!e.isForGood()) {
                    log.warn("instance {}: not started: {}; the next request tries again", name(), e.getMessage());
                }
                throw e;
            }
        }

        @Override
        public InstanceName name() {
            return name;
        }

        @Override
        public Rest rest() {
            return form.config().life().rest();
        }

        @Override
        public Duration startTimeout() {
            return patience();
        }

        @Override
        public long lastUsed() {
            var here = residence;
            return here == null ? System.nanoTime() : here.household().presence().lastUsed();
        }

        @Override
        public boolean isBusy() {
            var here = residence;
            return here != null && here.isBusy();
        }

        @Override
        public boolean passivate() throws InterruptedException {
            return isInOffice() && HostedInstance.this.passivate(commons.starter().drain());
        }

        @Override
        public String explain(Throwable failure) {
            memory.endIf(failure);
            return Reasons.describe(failure, form.config().secrets());
        }

        @Override
        public void entered(Life<Residence> life) {
            try (var _ = MDC.putCloseable("instance", name().value())) {
                note(life);
                if (life instanceof Failed<Residence>(var reason, var backoff) && backoff.equals(Backoff.NONE)) {
                    log.warn("instance {}: {}: {}", name, Phase.FAILED, reason);
                } else if (life instanceof Failed<Residence>(var reason, var backoff)) {
                    log.warn("instance {}: {}{}: {}; tried again in {} s", name, Phase.FAILED, place(), reason,
                            backoff.delay().toSeconds());
                } else {
                    log.info("instance {}: {}{}", name, life.phase(), place());
                }
            }
        }

        private void note(Life<Residence> life) {
            switch (life) {
                case Serving<Residence>(var open, var _) -> {
                    starts = false;
                    var limits = form.config().limits();
                    if (!limits.equals(open.household().config().limits())) {
                        open.limits(limits);
                    }
                }
                case Draining<Residence>(var open, var next) -> {
                    lastUsed = open.household().presence().lastUsed();
                    if (next instanceof Failed) {
                        tally.add(Tally.Count.SET_ASIDE);
                    }
                }
                case Failed<Residence> _ -> {
                    if (starts) {
                        starts = false;
                        tally.add(Tally.Count.FAILED_STARTS);
                    }
                }
                case Starting<Residence> _ -> starts = true;
                case Cold<Residence> _,Closed<Residence> _ -> {
                    // Nothing to be noted.
                }
            }
        }

        @Override
        public void overdue(Duration waited) {
            log.warn("instance {}: still {} after {} ms; it is interrupted", name(), Phase.STARTING, waited.toMillis());
        }
    }
}
