package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BelongingsTest {
    private static final int MANY = 20_000;

    private final Belongings belongings = new Belongings();
    private final Owner acme = new Named(new InstanceName("acme"));
    private final Owner globex = new Named(new InstanceName("globex"));

    private record Named(InstanceName instance) implements Owner {
        @Override
        public DatabaseWork databases() {
            throw new AssertionError("nothing of it is opened");
        }

        @Override
        public void requireHere() {}

        @Override
        public void refuseElsewhere(String what) {}

        @Override
        public String seenFrom(Owner other) {
            return instance.value();
        }

        @Override
        public <T> Callable<T> lend(Callable<T> task) {
            return task;
        }
    }

    private static List<Object> things(int count) {
        List<Object> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Equal to each other, but not the same.
            things.add(new ArrayList<>());
        }
        return things;
    }

    @Test
    void knowsObjectsByIdentity() {
        var things = things(2);
        belongings.mark(things.getFirst(), acme);
        belongings.mark(things.getLast(), globex);
        assertThat(belongings.owner(things.getFirst())).isSameAs(acme);
        assertThat(belongings.owner(things.getLast())).isSameAs(globex);
        assertThat(belongings.owner(new ArrayList<>())).isNull();
        belongings.mark(things.getFirst(), globex);
        assertThat(belongings.owner(things.getFirst())).isSameAs(globex);
        belongings.markNew(things.getFirst(), globex);
        belongings.release(things.getFirst());
        assertThat(belongings.owner(things.getFirst())).isNull();
        assertThat(belongings.owner(things.getLast())).isSameAs(globex);
        assertThat(belongings.size()).isEqualTo(1);
    }

    @Test
    void keepsNobodysObjects() {
        var kept = things(100);
        kept.forEach(thing -> belongings.mark(thing, acme));
        things(MANY).forEach(thing -> belongings.mark(thing, globex));
        // The collector decides when; it is asked until it has.
        for (int i = 0; i < 1_000 && belongings.size() > kept.size(); i++) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertThat(belongings.size()).isEqualTo(kept.size());
        assertThat(kept).extracting(belongings::owner).containsOnly(acme);
    }

    @Test
    void isUsedByManyThreads() throws Exception {
        int count = 4;
        var begin = new CyclicBarrier(count);
        var released = things(MANY);
        released.forEach(thing -> belongings.mark(thing, acme));
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int mine = i;
                tasks.add(() -> {
                    begin.await(60, TimeUnit.SECONDS);
                    var things = things(MANY);
                    for (int at = 0; at < MANY; at++) {
                        belongings.mark(things.get(at), mine % 2 == 0 ? acme : globex);
                        if (at % count == mine) {
                            belongings.release(released.get(at));
                        }
                    }
                    var mines = mine % 2 == 0 ? acme : globex;
                    return things.stream().allMatch(thing -> mines.equals(belongings.owner(thing)));
                });
            }
            for (var answer : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(released).allMatch(thing -> belongings.owner(thing) == null);
    }
}
