package dev.rowhouse.control;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import dev.rowhouse.instance.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A composite of instances that do as they are told, and remember it. */
final class Row implements Operations {
    static final Instant BORN = Instant.parse("2026-11-23T10:00:00Z");

    final List<House> houses = new CopyOnWriteArrayList<>();

    House add(String name, String app, Phase phase) {
        var house = new House(new InstanceName(name), new AppName(app), phase);
        houses.add(house);
        return house;
    }

    @Override
    public About about() {
        return new About("1.2", BORN, "/etc/row.conf", List.of("http://127.0.0.1:8080/"));
    }

    @Override
    public List<House> instances() {
        return houses;
    }

    @Override
    public Optional<House> find(String name) {
        return houses.stream().filter(one -> one.name.value().equals(name)).findFirst();
    }

    @Override
    public Duration drain() {
        return Duration.ofSeconds(30);
    }

    /** One of them. */
    static final class House implements ControlledInstance {
        final InstanceName name;
        final AppName app;
        volatile Phase phase;
        /** Where the next start leads. */
        volatile Phase next = Phase.SERVING;
        volatile boolean busy;
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<Mount> mounts = new CopyOnWriteArrayList<>();

        House(InstanceName name, AppName app, Phase phase) {
            this.name = name;
            this.app = app;
            this.phase = phase;
            mounts.addAll(declared());
        }

        @Override
        public InstanceName name() {
            return name;
        }

        @Override
        public AppName app() {
            return app;
        }

        @Override
        public Phase phase() {
            return phase;
        }

        @Override
        public InstanceView view() {
            heard.add("view");
            return new InstanceView(name.value(), app.value(), phase, BORN,
                    phase == Phase.FAILED ? Optional.of("no database") : Optional.empty(),
                    mounts.stream().map(Mount::toString).toList(), List.of("default", "posts/a", "blog/*"), 2,
                    Map.of("set-aside", 3L));
        }

        @Override
        public Phase start() {
            heard.add("start");
            phase = next;
            return phase;
        }

        @Override
        public Phase stop(Duration drain) {
            heard.add("stop " + drain);
            phase = Phase.CLOSED;
            return phase;
        }

        @Override
        public Phase restart(Duration drain) {
            heard.add("restart " + drain);
            return start();
        }

        @Override
        public boolean passivate(Duration drain) {
            heard.add("passivate " + drain);
            if (busy || phase != Phase.SERVING) {
                return false;
            }
            phase = Phase.COLD;
            return true;
        }

        @Override
        public List<Mount> mounts() {
            return new ArrayList<>(mounts);
        }

        @Override
        public List<Mount> declared() {
            return List.of(Mount.parse("/" + name));
        }

        @Override
        public void mount(Mount mount) {
            if (mount.toString().equals("/taken")) {
                throw RefusedException
                        .conflict("instance '%s' can't be mounted at /taken, since 'b' is".formatted(name));
            }
            mounts.add(mount);
        }

        @Override
        public void unmount(Mount mount) {
            if (!mounts.remove(mount)) {
                throw RefusedException.missing("instance '%s' is not mounted at %s".formatted(name, mount));
            }
        }
    }
}
