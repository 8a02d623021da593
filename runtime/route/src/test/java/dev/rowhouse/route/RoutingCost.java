package dev.rowhouse.route;

import com.sun.management.ThreadMXBean;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Binds;
import java.lang.management.ManagementFactory;
import java.util.List;

import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to find out where an operation belongs: prints time and memory of some on an engine's own session, and on
 * the one for several engines. To be run by hand; takes seconds.
 */
final class RoutingCost {
    private static final int ROUNDS = 100_000;

    private RoutingCost() {}

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        try (var engines = new Engines(); var house = House.open(engines, "cost")) {
            var own = house.session("log");
            house.session("default").persist(new Note(1, "a"));
            var entry = new Entry(1);
            own.persist(entry);
            own.flush();
            List<Destination> all = house.all().stream().map(Fixed::new).map(Destination.class::cast).toList();
            var open = List.of(house.session("default"), own);
            var destinations = new Destinations() {
                @Override
                public @Nullable Destination named() {
                    return null;
                }

                @Override
                public List<Destination> all() {
                    return all;
                }

                @Override
                public List<Session> open() {
                    return open;
                }
            };
            var router = new Router(new InstanceName("acme"), Binds.NONE, all, new Texts());
            var routed = new RoutedSession(router, destinations);
            for (int i = 0; i < 3; i++) {
                System.out.printf("%-24s %10s %10s %10s %10s%n", "", "own ns", "routed ns", "own B", "routed B");
                compare("find", () -> own.find(Entry.class, 1L), () -> routed.find(Entry.class, 1L));
                compare("contains", () -> own.contains(entry), () -> routed.contains(entry));
                compare("persist (managed)", () -> persist(own, entry), () -> persist(routed, entry));
                compare("createSelectionQuery", () -> own.createSelectionQuery("from Entry where id = 1", Entry.class),
                        () -> routed.createSelectionQuery("from Entry where id = 1", Entry.class));
                compare("criteria", () -> criteria(own), () -> criteria(routed));
            }
        }
    }

    private static Object persist(Session session, Entry entry) {
        session.persist(entry);
        return entry;
    }

    private static Object criteria(Session session) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(Entry.class);
        var entry = query.from(Entry.class);
        return session.createQuery(query.select(entry).where(builder.equal(entry.get("id"), 1L)));
    }

    private static void compare(String operation, Supplier<Object> own, Supplier<Object> routed) {
        var first = measure(own);
        var second = measure(routed);
        System.out.printf("%-24s %10.1f %10.1f %10d %10d%n", operation, first.nanos, second.nanos, first.bytes,
                second.bytes);
    }

    private static Cost measure(Supplier<Object> operation) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = ROUNDS;
        int nothing = 0;
        for (int i = 0; i < rounds / 4; i++) {
            nothing += operation.get() == null ? 1 : 0;
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            // Looked at, so that none of it can be left out.
            nothing += operation.get() == null ? 1 : 0;
        }
        long nanos = System.nanoTime() - begin;
        if (nothing > 0) {
            throw new IllegalStateException(nothing + " times, nothing was there");
        }
        return new Cost((double) nanos / rounds, (threads.getCurrentThreadAllocatedBytes() - bytes) / rounds);
    }

    private record Cost(double nanos, long bytes) {}

    /** With its session at hand, as a scope has it. */
    private record Fixed(Destination of, Session session) implements Destination {
        Fixed(Destination of) {
            this(of, of.session());
        }

        @Override
        public String name() {
            return of.name();
        }

        @Override
        public SessionFactoryImplementor factory() {
            return of.factory();
        }
    }
}
