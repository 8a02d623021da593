package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.control.Changes;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Instances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of a composite again while it runs, says what that changes, carries it out, and takes it back.
 *
 * <p>Safe for use by many threads. Its lock is held while instances are started and drained, and only those wait for it who want to change
 * the composite as well.
 */
final class Reloading {
    private static final Logger log = LoggerFactory.getLogger(Reloading.class);

    /** How long the end of the composite waits for a change, beside the time to drain. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final UnaryOperator<CompositeConfig> change;
    private final Instances instances;
    private final Mounting mounting;
    private final History history;
    private final InstanceLogs logs;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile CompositeConfig config;
    private volatile boolean ended;

    /**
     * For what has just been opened.
     *
     * @param change makes of what the file says what is opened
     */
    Reloading(CompositeConfig config, UnaryOperator<CompositeConfig> change, Instances instances, Mounting mounting) {
        this.config = config;
        this.change = change;
        this.instances = instances;
        this.mounting = mounting;
        history = new History(config.folder(), InstantSource.system());
        logs = InstanceLogs.open();
        logs.become(config.instances());
    }

    CompositeConfig config() {
        return config;
    }

    /** Keeps the files as they are in the history. Where that can't be done, the composite runs without. */
    void keep() {
        try {
            history.keep(config.sources());
        } catch (IOException e) {
            log.warn("the files of the composite can't be kept in {}, so they can't be brought back: {}",
                    config.folder().resolve("history"), e.toString());
        }
    }

    Changes plan() {
        try (var catalog = new AppCatalog()) {
            var next = change.apply(catalog.read(config.file()));
            return new Comparison(instances, catalog.apps()).between(config, next);
        }
    }

    Changes apply() throws InterruptedException {
        begin();
        try {
            return carryOut();
        } finally {
            lock.unlock();
        }
    }

    Changes undo() throws InterruptedException {
        begin();
        try {
            var running = history.current();
            var target = history.before()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no earlier version in %s".formatted(config.folder().resolve("history"))));
            var present = history.keepAside(config.sources());
            try {
                history.restore(target);
                history.makeCurrent(target);
                return carryOut();
            } catch (ConfigException | IOException e) {
                history.restore(present);
                history.makeCurrent(running.orElseThrow());
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void begin() throws InterruptedException {
        lock.lockInterruptibly();
        if (ended) {
            lock.unlock();
            throw new IllegalStateException("the composite ends; nothing can be changed any more");
        }
    }

    private Changes carryOut() throws InterruptedException {
        var catalog = new AppCatalog();
        Changes changes;
        CompositeConfig next;
        Changeover changeover;
        try {
            next = change.apply(catalog.read(config.file()));
            changes = new Comparison(instances, catalog.apps()).between(config, next);
            changeover = new Changeover(instances, mounting, next, changes);
        } catch (Throwable e) {
            catalog.close();
            throw e;
        }
        try {
            changes = changes.with(changeover.carryOut(catalog.apps()));
        } finally {
            config = running(next);
            logs.become(config.instances());
        }
        keep();
        changes.lines().forEach(line -> log.info("{}", line));
        return changes;
    }

    /** What runs after a changeover: what needs a restart of the process is as before. */
    private CompositeConfig running(CompositeConfig next) {
        return new CompositeConfig(next.file(), next.sources(), config.listen(), next.drain(), config.http(),
                config.capacity(), config.control(), config.folder(), config.servers(), next.apps(), next.accepted(),
                next.clearSecrets(), instances.all().stream().map(HostedInstance::config).toList());
    }

    /** Waits for the change that is under way, and lets no other begin. Called once. */
    void end() throws InterruptedException {
        ended = true;
        logs.close();
        // Each of its steps has an end: a drain, a start, or a wait for these.
        boolean over = lock.tryLock(config.drain().toMillis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (over) {
            lock.unlock();
        }
    }
}
