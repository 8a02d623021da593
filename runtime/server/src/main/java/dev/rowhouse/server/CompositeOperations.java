package dev.rowhouse.server;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.control.About;
import dev.rowhouse.control.ControlApi;
import dev.rowhouse.control.ControlledInstance;
import dev.rowhouse.control.InstanceView;
import dev.rowhouse.control.Operations;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a composite shows and does for who operates it. Safe for use by many threads. */
final class CompositeOperations implements Operations {
    private final Composite composite;
    private final Mounting mounting;

    CompositeOperations(Composite composite, Mounting mounting) {
        this.composite = composite;
        this.mounting = mounting;
    }

    @Override
    public About about() {
        return new About(Main.Version.number(), composite.opened(),
                composite.config().file().toAbsolutePath().toString(),
                composite.addresses().stream().map(ServeCommand::uri).toList());
    }

    @Override
    public List<Hosted> instances() {
        return composite.instances().all().stream().map(one -> new Hosted(one, mounting)).toList();
    }

    @Override
    public Optional<Hosted> find(String name) {
        try {
            return Optional.of(new Hosted(composite.instances().get(new InstanceName(name)), mounting));
        } catch (IllegalArgumentException e) {
            // It is no name, or nobody's.
            return Optional.empty();
        }
    }

    @Override
    public Duration drain() {
        return composite.config().drain();
    }

    /** One of its instances. */
    record Hosted(HostedInstance instance, Mounting mounting) implements ControlledInstance {
        @Override
        public InstanceName name() {
            return instance.name();
        }

        @Override
        public AppName app() {
            return instance.config().app();
        }

        @Override
        public Phase phase() {
            return instance.phase();
        }

        @Override
        public InstanceView view() {
            var standing = instance.standing();
            return new InstanceView(name().value(), app().value(), standing.phase(), standing.since(),
                    standing.failure(), mounts().stream().map(Mount::toString).toList(), engines(), instance.running(),
                    counts());
        }

        private List<String> engines() {
            var config = instance.config();
            var plain = config.engines().keySet().stream().map(name -> name.value());
            var shards = config.sharded()
                    .values()
                    .stream()
                    .flatMap(engine -> engine.shards().stream().map(shard -> engine.name() + "/" + shard.name()));
            var families = config.families().keySet().stream().map(name -> name + "/*");
            return Stream.of(plain, shards, families).flatMap(Function.identity()).toList();
        }

        private Map<String, Long> counts() {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (var count : Tally.Count.values()) {
                counts.put(ControlApi.dashed(count), instance.tally().get(count));
            }
            return counts;
        }

        @Override
        public Phase start() {
            return instance.start();
        }

        @Override
        public Phase stop(Duration drain) throws InterruptedException {
            instance.stop(drain);
            return instance.phase();
        }

        @Override
        public Phase restart(Duration drain) throws InterruptedException {
            return instance.restart(drain);
        }

        @Override
        public boolean passivate(Duration drain) throws InterruptedException {
            return instance.passivate(drain);
        }

        @Override
        public List<Mount> mounts() {
            return mounting.of(name());
        }

        @Override
        public List<Mount> declared() {
            return instance.config().mounts();
        }

        @Override
        public void mount(Mount mount) {
            mounting.mount(instance, mount);
        }

        @Override
        public void unmount(Mount mount) {
            mounting.unmount(instance, mount);
        }
    }
}
