package dev.rowhouse.instance;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.session.Scopes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * The instances of a composite: starts those that start with it, finds one by name, ends them all.
 *
 * <p>Safe for use by many threads.
 */
public final class Instances implements AutoCloseable {
    /** How many instances start at the same time, per processor: a part of a start is waiting for a database. */
    private static final int AT_ONCE = 4;

    private final SequencedMap<InstanceName, HostedInstance> instances = new LinkedHashMap<>();
    private final HostedApps apps;
    private final Engines engines;
    private final Scopes scopes = new Scopes();
    private final Starter starter = new Starter();

    /**
     * The instances that a composite declares, all of them {@link Phase#COLD}.
     *
     * @param config the composite
     * @param apps its apps; closed with the instances
     * @param engines opens their engines; closed with the instances
     */
    public Instances(CompositeConfig config, HostedApps apps, Engines engines) {
        this.apps = apps;
        this.engines = engines;
        for (InstanceConfig instance : config.instances()) {
            if (!apps.has(instance.app())) {
                throw new IllegalArgumentException("instance '%s' is of app '%s', which the composite doesn't have"
                        .formatted(instance.name(), instance.app()));
            }
            instances.put(instance.name(), new HostedInstance(instance, apps, engines, scopes, starter));
        }
    }

    /** In whose scope the calling thread is, the innermost if it is in several; empty if it is in none. */
    public Optional<InstanceName> here() {
        return scopes.instance();
    }

    /** All of them, in the order of the file. */
    public List<HostedInstance> all() {
        return List.copyOf(instances.values());
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public HostedInstance get(InstanceName name) {
        var instance = instances.get(name);
        if (instance == null) {
            throw new IllegalArgumentException(
                    "no instance '%s'; there are %s".formatted(name, instances.keySet().stream().limit(20).toList()));
        }
        return instance;
    }

    /**
     * Starts the instances that start with the composite and waits until each serves or has failed; one that fails
     * doesn't stop the others.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void startEager() throws InterruptedException {
        var places = new Semaphore(AT_ONCE * Runtime.getRuntime().availableProcessors());
        forEach(instances.values().stream().filter(one -> one.config().start() == InstanceConfig.Start.EAGER), one -> {
            places.acquire();
            try {
                return one.start();
            } finally {
                places.release();
            }
        });
    }

    /**
     * Drains and closes all instances at the same time. Each may take as long as the drain allows.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void stop(Duration drain) throws InterruptedException {
        forEach(instances.values().stream(), instance -> {
            instance.stop(drain);
            return instance.phase();
        });
    }

    /** Closes what the instances share. All must be stopped, and no request may come any more. */
    @Override
    public void close() {
        starter.close();
        try (apps) {
            engines.close();
        }
    }

    private interface Step {
        Phase take(HostedInstance instance) throws InterruptedException;
    }

    private static void forEach(Stream<HostedInstance> which, Step step) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var steps = threads.invokeAll(which.<Callable<Phase>>map(instance -> () -> step.take(instance)).toList());
            throwFirst(steps);
        }
    }

    private static void throwFirst(List<Future<Phase>> steps) throws InterruptedException {
        IllegalStateException failure = null;
        for (var step : steps) {
            try {
                step.get();
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = new IllegalStateException("an instance could not be closed", e.getCause());
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
