package dev.rowhouse.instance;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.LifeConfig;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.health.LastWords;
import dev.rowhouse.instance.share.FairShare;
import dev.rowhouse.instance.share.Shares;
import dev.rowhouse.session.Scopes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The instances of a composite: starts those that start with it, finds one by name, ends them all.
 *
 * <p>Safe for use by many threads.
 */
public final class Instances implements AutoCloseable {
    /** How often something is done about what instances have left that are gone. */
    private static final Duration TIDY = Duration.ofSeconds(1);

    private final AtomicReference<Map<InstanceName, HostedInstance>> instances = new AtomicReference<>(Map.of());
    private volatile HostedApps apps;
    private final Engines engines;
    private final Scopes scopes = new Scopes();
    private final Starter starter;
    private final FairShare fairShare = FairShare.create();
    private final Commons commons;
    private volatile @Nullable LastWords lastWords;

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
        starter = new Starter(config.capacity(), config.drain());
        starter.each(TIDY, () -> starter.waiting().execute(() -> this.apps.tidy()));
        commons = new Commons(engines, scopes, starter, config.capacity().fairShare() ? fairShare : Shares.WHOLE);
        become(config.instances());
    }

    /**
     * Makes these the instances of the composite, in one step. Those that are there already stay what they are; whoever lists the instances
     * sees those before or those after.
     *
     * @param declared in the order of the file
     * @return those that are none of them any more; nobody finds them, and whoever calls this has to stop them
     * @throws IllegalArgumentException if the composite lacks the app of a new one; nothing has changed then
     */
    public List<HostedInstance> become(List<InstanceConfig> declared) {
        var before = instances.get();
        Map<InstanceName, HostedInstance> after = LinkedHashMap.newLinkedHashMap(declared.size());
        for (var config : declared) {
            var same = before.get(config.name());
            after.put(config.name(), same == null ? create(config) : same);
        }
        var words = lastWords;
        if (words != null) {
            keep(words, after.values().stream().filter(one -> !before.containsKey(one.name())).toList());
        }
        instances.set(after);
        return before.values().stream().filter(one -> !after.containsKey(one.name())).toList();
    }

    private HostedInstance create(InstanceConfig config) {
        if (!apps.has(config.app())) {
            throw new IllegalArgumentException("instance '%s' is of app '%s', which the composite doesn't have"
                    .formatted(config.name(), config.app()));
        }
        return new HostedInstance(config, apps, commons);
    }

    /**
     * Lets new forms of instances, and new instances, find their code in what another reading of the file has found. Apps that are the
     * same stay, with those who use them; the code of others goes with the last instance of the old form.
     *
     * @param fresh closed with the instances from now on
     */
    public void takeOver(HostedApps fresh) {
        var before = apps;
        fresh.takeOver(before);
        apps = fresh;
        before.retire();
    }

    /**
     * Lets an instance become what it is declared as by now: see {@link HostedInstance#restart}. It is started in its new form, if it serves,
     * before the old one drains or after, and falls back to the old one if that fails.
     *
     * @param next of the name of an instance
     * @param drain how long running requests may take to end
     * @throws IllegalArgumentException if there is no instance of that name
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public Replacement replace(InstanceConfig next, Duration drain) throws InterruptedException {
        return get(next.name()).replace(next, apps, drain);
    }

    /** In whose scope the calling thread is, the innermost if it is in several; empty if it is in none. */
    public Optional<InstanceName> here() {
        return scopes.instance();
    }

    /** All of them, in the order of the file. */
    public List<HostedInstance> all() {
        return List.copyOf(instances.get().values());
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public HostedInstance get(InstanceName name) {
        var present = instances.get();
        var instance = present.get(name);
        if (instance == null) {
            throw new IllegalArgumentException(
                    "no instance '%s'; there are %s".formatted(name, present.keySet().stream().limit(20).toList()));
        }
        return instance;
    }

    /** One of them; empty if there is none of that name. */
    public Optional<HostedInstance> find(InstanceName name) {
        return Optional.ofNullable(instances.get().get(name));
    }

    /**
     * Lets the process end if an instance finds no memory left, with words about which; and sets aside, before they start, those of which
     * that was said twice.
     *
     * @param words where it is said; closed by the caller, after this
     */
    public void keep(LastWords words) {
        lastWords = words;
        keep(words, all());
    }

    private static void keep(LastWords words, Collection<HostedInstance> some) {
        some.forEach(instance -> instance.keep(words));
        var suspects = Quarantine.suspects(words);
        some.stream()
                .filter(instance -> suspects.contains(instance.name().value()))
                .forEach(instance -> instance.suspect(words));
    }

    /**
     * Starts the instances that start with the composite and waits until each serves or has failed; one that fails
     * doesn't stop the others.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void startEager() throws InterruptedException {
        startEager(all());
    }

    /**
     * Starts those of some instances that start with the composite, as {@link #startEager()} does.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void startEager(Collection<HostedInstance> some) throws InterruptedException {
        forEach(some.stream()
                .filter(one -> one.config().life().start() == LifeConfig.Start.EAGER && one.phase() != Phase.FAILED),
                Instances::startInTurn);
    }

    private static Phase startInTurn(HostedInstance one) {
        var phase = one.start();
        // Each may take its time from its turn on; those before it may be many.
        while (phase == Phase.STARTING && one.isQueued() && !Thread.currentThread().isInterrupted()) {
            phase = one.start();
        }
        return phase;
    }

    /**
     * Drains and closes all instances at the same time. Each may take as long as the drain allows.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void stop(Duration drain) throws InterruptedException {
        starter.lodgings().close();
        // Requests that never end may hold all carriers there are, and what ends them needs some.
        fairShare.open();
        forEach(all().stream(), instance -> {
            instance.end(drain);
            return instance.phase();
        });
    }

    /** Closes what the instances share. All must be stopped, and no request may come any more. */
    @Override
    public void close() {
        starter.close();
        try (var _ = apps) {
            fairShare.close();
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
