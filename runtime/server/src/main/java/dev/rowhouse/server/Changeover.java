package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.DatabaseIdentity;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.control.Changes;
import dev.rowhouse.control.Changes.Kind;
import dev.rowhouse.control.Changes.Outcome;
import dev.rowhouse.http.MountTable;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Instances;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.instance.Replacement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what another reading of a composite's file changes. Only what changes is touched, and an instance that fails stops no
 * other.
 *
 * <p>Mounts come first, in one step: those that go are gone, those that come wait for their instance to start. An instance that is started
 * in a new form answers at its old and new mounts until that is over. For one changeover, by one thread.
 */
final class Changeover {
    /** How many instances start at the same time, per processor. */
    private static final int AT_ONCE = 4;

    private final Instances instances;
    private final Mounting mounting;
    private final CompositeConfig after;
    private final Map<InstanceName, Kind> kinds;
    private final Map<InstanceName, InstanceConfig> before;
    private final Map<InstanceName, Outcome> outcomes = new ConcurrentHashMap<>();

    /**
     * Nothing is done yet.
     *
     * @param after what the file says now
     * @param changes what that means for what runs
     * @throws IllegalArgumentException if a mount of it can't be mounted
     */
    Changeover(Instances instances, Mounting mounting, CompositeConfig after, Changes changes) {
        this.instances = instances;
        this.mounting = mounting;
        this.after = after;
        kinds = changes.changes().stream().collect(Collectors.toMap(Changes.Change::name, Changes.Change::kind));
        before = instances.all().stream().collect(Collectors.toMap(HostedInstance::name, HostedInstance::config));
        check(after);
    }

    private static void check(CompositeConfig after) {
        List<MountTable.Entry> entries = new ArrayList<>();
        after.instances()
                .forEach(instance -> instance.mounts()
                        .forEach(mount -> entries.add(new MountTable.Entry(mount, _ -> {}))));
        MountTable.of(entries);
    }

    /**
     * Does it all, and waits until it is done.
     *
     * @param apps what the reading has found; closed with the instances from now on
     * @return what became of each change
     * @throws InterruptedException if the thread is told to stop meanwhile; what was begun is finished, as far as that can be done at once
     */
    Map<InstanceName, Outcome> carryOut(HostedApps apps) throws InterruptedException {
        instances.takeOver(apps);
        var gone = instances.become(after.instances());
        for (var next : after.instances()) {
            if (kind(next) != Kind.RESTART) {
                instances.get(next.name()).adapt(next);
            }
        }
        mounting.become(table(true));
        try {
            changeInstances(gone);
        } finally {
            mounting.become(table(false));
        }
        return Map.copyOf(outcomes);
    }

    private @Nullable Kind kind(InstanceConfig next) {
        return kinds.get(next.name());
    }

    /**
     * Who answers where: what the file says, and what instances answered at that are in an old form, unless somebody else does now.
     *
     * @param under whether changes are under way
     */
    private SequencedMap<Mount, HostedInstance> table(boolean under) {
        SequencedMap<Mount, HostedInstance> entries = new LinkedHashMap<>();
        SequencedMap<Mount, HostedInstance> old = new LinkedHashMap<>();
        for (var next : after.instances()) {
            var instance = instances.get(next.name());
            boolean restarts = kind(next) == Kind.RESTART;
            boolean isOld = restarts && !under && outcomes.get(next.name()) instanceof Outcome.FellBack;
            if (!isOld) {
                next.mounts().forEach(mount -> entries.put(mount, instance));
            }
            if (isOld || (restarts && under)) {
                var config = before.get(next.name());
                if (config != null) {
                    config.mounts().forEach(mount -> old.put(mount, instance));
                }
            }
        }
        old.forEach(entries::putIfAbsent);
        return entries;
    }

    private void changeInstances(List<HostedInstance> gone) throws InterruptedException {
        var removed = new CountDownLatch(gone.size());
        var held = held(gone);
        var places = new Semaphore(AT_ONCE * Runtime.getRuntime().availableProcessors());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> steps = new ArrayList<>();
            gone.forEach(one -> steps.add(() -> {
                try {
                    attempt(one.config(), () -> remove(one));
                } finally {
                    removed.countDown();
                }
                return null;
            }));
            for (var next : after.instances()) {
                var kind = kind(next);
                if (kind == Kind.IN_PLACE || kind == Kind.REMOUNT) {
                    outcomes.put(next.name(), new Outcome.Done());
                } else if (kind == Kind.RESTART || kind == Kind.ADD) {
                    steps.add(() -> {
                        if (uses(next, held)) {
                            removed.await();
                        }
                        places.acquire();
                        try {
                            attempt(next, () -> kind == Kind.ADD ? add(next) : replace(next));
                        } finally {
                            places.release();
                        }
                        return null;
                    });
                }
            }
            run(threads, steps);
        }
    }

    private static void run(ExecutorService threads, Collection<Callable<Void>> steps) throws InterruptedException {
        threads.invokeAll(steps);
    }

    private interface Step {
        Outcome take() throws InterruptedException;
    }

    private void attempt(InstanceConfig config, Step step) throws InterruptedException {
        Outcome outcome = new Outcome.Failed("interrupted");
        try {
            outcome = step.take();
        } catch (RuntimeException e) {
            outcome = new Outcome.Failed(Reasons.describe(e, config.secrets()));
        } finally {
            outcomes.put(config.name(), outcome);
        }
    }

    private Outcome remove(HostedInstance instance) throws InterruptedException {
        instance.remove(drain());
        return new Outcome.Done();
    }

    private Outcome add(InstanceConfig next) throws InterruptedException {
        var instance = instances.get(next.name());
        instances.startEager(List.of(instance));
        return instance.phase() == Phase.FAILED
                ? new Outcome.Failed(instance.failure().orElse("") + "; it is tried again")
                : new Outcome.Done();
    }

    private Outcome replace(InstanceConfig next) throws InterruptedException {
        return switch (instances.replace(next, drain())) {
            case Replacement.Done _ -> new Outcome.Done();
            case Replacement.FellBack(var reason) -> new Outcome.FellBack(reason);
            case Replacement.Failed(var reason) -> new Outcome.Failed(reason + "; it is tried again");
            case Replacement.Ended _ -> new Outcome.Failed("it was stopped");
        };
    }

    private Duration drain() {
        return after.drain();
    }

    /** What instances that go have until they are gone: databases and folders. */
    private static Set<Object> held(List<HostedInstance> gone) {
        Set<Object> held = new HashSet<>();
        gone.forEach(one -> held.addAll(holdings(one.config())));
        return held;
    }

    private static boolean uses(InstanceConfig next, Set<Object> held) {
        return !held.isEmpty() && holdings(next).stream().anyMatch(held::contains);
    }

    private static Set<Object> holdings(InstanceConfig config) {
        Set<Object> all = new HashSet<>();
        all.add(config.folder());
        config.databases()
                .flatMap(engine -> engine.url().identity().stream())
                .map(DatabaseIdentity::value)
                .forEach(all::add);
        return all;
    }
}
