package dev.rowhouse.instance;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import dev.rowhouse.config.ConnectionLimits;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.instance.health.OutOfMemory;
import dev.rowhouse.instance.live.Live;
import dev.rowhouse.instance.task.FailureLog;
import dev.rowhouse.instance.task.Tasks;
import dev.rowhouse.session.Bindings;
import dev.rowhouse.spi.EventStreams;
import dev.rowhouse.spi.WebSockets;
import dev.rowhouse.spi.Work;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one start of an instance does beside its requests: tasks, scheduled tasks, WebSockets, streams of events. Binds what an app needs
 * for them, and ends them all.
 *
 * <p>Safe for use by many threads.
 */
final class Beside extends AbstractModule {
    private static final Logger log = LoggerFactory.getLogger(Beside.class);

    /** How long what was interrupted may take to notice. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Key<ScheduledExecutorService> TASKS = Key.get(ScheduledExecutorService.class);
    private static final Key<ExecutorService> SERVICE = Key.get(ExecutorService.class);
    private static final Key<Executor> EXECUTOR = Key.get(Executor.class);
    private static final Key<WebSockets> WEB_SOCKETS = Key.get(WebSockets.class);
    private static final Key<EventStreams> EVENT_STREAMS = Key.get(EventStreams.class);

    private final Tasks tasks;
    private final Live live;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Nothing beside requests yet.
     *
     * @param limits what connections may use, at the time
     * @param work opens the scope of each piece of work
     * @param loader the app's
     * @param memory hears of failures first
     */
    Beside(
            InstanceConfig config,
            Supplier<ConnectionLimits> limits,
            Work work,
            ClassLoader loader,
            OutOfMemory memory) {
        FailureLog failures = (what, failure) -> {
            memory.endIf(failure);
            log.error("{}: {}", what, Reasons.stack(failure, config.secrets()));
        };
        tasks = new Tasks(config.name(), config.limits().tasks(), work, loader, failures);
        live = new Live(config.name(), limits, config.limits().tasks(), work, loader, failures);
    }

    @Override
    protected void configure() {
        var own = Bindings.of(binder(), Beside.class);
        own.bind(TASKS).toProvider(() -> tasks);
        own.bind(SERVICE).to(TASKS);
        own.bind(EXECUTOR).to(TASKS);
        own.bind(WEB_SOCKETS).toProvider(() -> live);
        own.bind(EVENT_STREAMS).toProvider(live::eventStreams);
    }

    /** What the app has injected as its executor. */
    Tasks tasks() {
        return tasks;
    }

    /** The connections that outlive their requests. */
    Live live() {
        return live;
    }

    /** Whether there are no tasks, none scheduled either, and no connections. */
    boolean isIdle() {
        return tasks.inside() == 0 && tasks.scheduled() == 0 && live.open() == 0;
    }

    /** Tells clients that the instance ends, and schedules nothing more. Requests that run may still submit tasks. */
    void sayGoodbye() {
        tasks.stopClock();
        live.sayGoodbye();
    }

    /**
     * Ends it: what runs may take its time, what takes longer is interrupted. May be called again.
     *
     * @param atMost how long all together may take
     * @throws InterruptedException if the thread is told to stop meanwhile; all is interrupted then
     */
    void finish(Duration atMost) throws InterruptedException {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        long end = System.nanoTime() + atMost.toNanos();
        boolean finished;
        try {
            finished = live.finish(atMost, GRACE);
        } catch (InterruptedException e) {
            abandon();
            throw e;
        }
        long left = Math.max(0, end - System.nanoTime());
        if (!tasks.finish(Duration.ofNanos(left), GRACE) || !finished) {
            log.warn("code of the app still runs in {} tasks after it was interrupted; its engines are closed under it",
                    tasks.inside());
        }
    }

    /** Interrupts all that runs, and cuts off all connections. */
    void interrupt() {
        live.abandon();
        tasks.abandon();
    }

    /** Ends it without waiting. */
    void abandon() {
        over.set(true);
        interrupt();
    }
}
