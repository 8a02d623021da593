package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.engine.Occupancy.Answer;
import dev.rowhouse.engine.Occupancy.Place;
import dev.rowhouse.engine.Schedules.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All orders of few steps: what holds in each holds by construction, not by luck. */
class OccupancyTest {
    @Test
    void opensOnceForAllWhoComeWhileItIsOpened() {
        assertThat(Schedules.explore(() -> new World(2, "a", "a", "a"))).isGreaterThan(50);
    }

    @Test
    void tellsAFailureToThoseWhoWaitAndLetsTheNextTryAgain() {
        assertThat(Schedules.explore(() -> new World(1, "a", "a", "b").failures(2))).isGreaterThan(50);
    }

    @Test
    void letsAnotherTryWhenWhoOpensIsInterrupted() {
        assertThat(Schedules.explore(() -> new World(1, "a", "a", "a").interruptions(2))).isGreaterThan(50);
    }

    @Test
    void closesOnlyWhatNobodyUsesToMakeRoom() {
        assertThat(Schedules.explore(() -> new World(1, "ab", "ba"))).isGreaterThan(50);
        assertThat(Schedules.explore(() -> new World(2, "a", "b", "c"))).isGreaterThan(50);
        assertThat(Schedules.explore(() -> new World(2, "ab", "ca"))).isGreaterThan(50);
    }

    @Test
    void closesOnlyWhatNobodyUsesWhenTimePasses() {
        assertThat(Schedules.explore(() -> new World(2, "aa", "a").sweeps(2))).isGreaterThan(50);
        assertThat(Schedules.explore(() -> new World(1, "a", "ba").sweeps(2))).isGreaterThan(50);
    }

    @Test
    void leavesNobodyAsleepWhenAnotherGivesUp() {
        assertThat(Schedules.explore(() -> new World(1, "a", "b", "c").departures(2))).isGreaterThan(50);
        assertThat(Schedules.explore(() -> new World(1, "a", "b", "b", "a").departures(1))).isGreaterThan(50);
    }

    @Test
    void closesAllAtTheEnd() {
        assertThat(Schedules.explore(() -> new World(2, "a", "a", "b").end(false))).isGreaterThan(50);
        assertThat(Schedules.explore(() -> new World(1, "a", "b").end(true))).isGreaterThan(50);
    }

    @Test
    void closesWhatWasUsedLongestAgo() {
        var occupancy = new Occupancy<String>(2, () -> {});
        var a = open(occupancy, "a");
        var b = open(occupancy, "b");
        assertThat(occupancy.release(a, 1)).isEmpty();
        assertThat(occupancy.release(b, 2)).isEmpty();
        assertThat(occupancy.ask("a", "again")).isInstanceOf(Answer.Use.class);
        assertThat(occupancy.release(a, 3)).isEmpty();
        assertThat(occupancy.ask("c", "asker")).isEqualTo(new Answer.Close<>(b));
    }

    @Test
    void closesWhatIsIdleForLongEnoughAndNotBefore() {
        var occupancy = new Occupancy<String>(2, () -> {});
        var a = open(occupancy, "a");
        var b = open(occupancy, "b");
        assertThat(occupancy.release(a, 10)).isEmpty();
        assertThat(occupancy.release(b, 20)).isEmpty();
        assertThat(occupancy.unusedSince()).contains(10L);
        assertThat(occupancy.idle(39, Duration.ofNanos(30))).isEmpty();
        assertThat(occupancy.idle(40, Duration.ofNanos(30))).containsExactly(a);
        assertThat(occupancy.unusedSince()).contains(20L);
        assertThat(occupancy.idle(50, Duration.ofNanos(30))).containsExactly(b);
        assertThat(occupancy.unusedSince()).isEmpty();
    }

    @Test
    void givesRoomInTheOrderInWhichItWasAskedFor() {
        var occupancy = new Occupancy<String>(1, () -> {});
        var a = open(occupancy, "a");
        assertThat(occupancy.ask("b", "first")).isInstanceOf(Answer.Wait.class);
        assertThat(occupancy.ask("c", "second")).isInstanceOf(Answer.Wait.class);
        assertThat(occupancy.release(a, 1)).isEmpty();
        assertThat(occupancy.ask("c", "second")).isInstanceOf(Answer.Close.class);
        occupancy.closed(a);
        assertThat(occupancy.ask("c", "second")).isInstanceOf(Answer.Wait.class);
        assertThat(occupancy.ask("b", "first")).isInstanceOf(Answer.Open.class);
    }

    private static Place<String> open(Occupancy<String> occupancy, String name) {
        if (!(occupancy.ask(name, new Object()) instanceof Answer.Open<String>(var place))) {
            throw new AssertionError(name + " is not to be opened");
        }
        assertThat(occupancy.opened(place, name)).isTrue();
        return place;
    }

    /** A thing as the outside sees it. */
    private static final class Thing {
        int users;
        boolean closing;
    }

    /** Clients that use things, one after the other, and whatever else may happen meanwhile. */
    private static final class World implements Schedules.World {
        private final int most;
        private final Occupancy<Thing> occupancy;
        private final List<Client> clients = new ArrayList<>();
        private final Map<String, Thing> live = new HashMap<>();
        private final List<Place<Thing>> closing = new ArrayList<>();
        private int changes;
        private int failures;
        private int interruptions;
        private int sweeps;
        private int departures;
        private boolean mayEnd;
        private boolean mayEndUses;
        private boolean ended;
        private long now;

        /** One client for each text, each character of which is the name of a thing. */
        World(int most, String... programs) {
            this.most = most;
            occupancy = new Occupancy<>(most, () -> changes++);
            Arrays.stream(programs).forEach(program -> clients.add(new Client(clients.size(), program)));
        }

        World failures(int most) {
            failures = most;
            return this;
        }

        World interruptions(int most) {
            interruptions = most;
            return this;
        }

        World sweeps(int most) {
            sweeps = most;
            return this;
        }

        World departures(int most) {
            departures = most;
            return this;
        }

        World end(boolean uses) {
            mayEnd = true;
            mayEndUses = uses;
            return this;
        }

        @Override
        public List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            clients.forEach(client -> client.addSteps(steps::add));
            for (var place : List.copyOf(closing)) {
                steps.add(new Step(place.name() + " closed", () -> finishClosing(place)));
            }
            // Without anybody else to do something, time alone would change nothing that matters.
            if (sweeps > 0 && occupancy.unusedSince().isPresent()) {
                steps.add(new Step("sweep", () -> {
                    sweeps--;
                    now += 10;
                    occupancy.idle(now, Duration.ofNanos(5)).forEach(place -> startClosing(place, false));
                }));
            }
            if (mayEnd && !ended) {
                steps.add(new Step("end", () -> {
                    ended = true;
                    occupancy.end().forEach(place -> startClosing(place, false));
                }));
            }
            if (mayEndUses && ended) {
                steps.add(new Step("end uses", () -> {
                    mayEndUses = false;
                    occupancy.endUses().forEach(place -> startClosing(place, true));
                }));
            }
            return steps;
        }

        private void startClosing(Place<Thing> place, boolean anyway) {
            var thing = place.thing();
            assertThat(thing.users > 0 && !anyway).as("closed while in use").isFalse();
            assertThat(thing.closing).as("closed twice").isFalse();
            thing.closing = true;
            closing.add(place);
        }

        private void finishClosing(Place<Thing> place) {
            assertThat(live.remove(place.name())).isSameAs(place.thing());
            closing.remove(place);
            occupancy.closed(place);
        }

        @Override
        public String state() {
            return "%s %s %s %d %d %d %d %s %s %s %d".formatted(occupancy, clients,
                    closing.stream().map(Place::name).toList(), failures, interruptions, sweeps, departures, mayEnd,
                    mayEndUses, ended, now);
        }

        @Override
        public void check() {
            assertThat(occupancy.size()).isEqualTo(live.size()).isLessThanOrEqualTo(most);
        }

        @Override
        public void checkEnd() {
            assertThat(clients).as("who waits for ever").allMatch(client -> client.isDone());
            if (ended) {
                assertThat(live).as("left open at the end").isEmpty();
            }
        }

        private final class Client {
            private final int number;
            private final String program;
            private int next;
            private int heard = -1;
            private @Nullable Place<Thing> opening;
            private @Nullable Place<Thing> awaited;
            private @Nullable Place<Thing> used;

            Client(int number, String program) {
                this.number = number;
                this.program = program;
            }

            /** What the group shows of who asked. */
            @Override
            public String toString() {
                return "%d at %d%s%s%s%s%s".formatted(number, next, opening == null ? "" : " opening",
                        used == null ? "" : " uses", awaited == null ? "" : " awaits",
                        awaited == null || awaited.failure().isEmpty() ? "" : " failed",
                        heard == changes ? " waits" : heard >= 0 ? " woken" : "");
            }

            boolean isDone() {
                return next == program.length();
            }

            void addSteps(Consumer<Step> steps) {
                if (isDone()) {
                    return;
                }
                var name = program.substring(next, next + 1);
                var place = opening;
                if (place != null) {
                    steps.accept(step(name + " opened", () -> finishOpening(place)));
                    if (failures > 0) {
                        steps.accept(step(name + " failed", () -> fail(place, new IllegalStateException("refused"))));
                    }
                    if (interruptions > 0) {
                        steps.accept(step(name + " interrupted", () -> fail(place, null)));
                    }
                } else if (used != null) {
                    steps.accept(step("releases " + name, this::release));
                } else {
                    if (heard != changes) {
                        steps.accept(step("asks for " + name, () -> ask(name)));
                    }
                    // Also when it has been woken already.
                    if (heard >= 0 && departures > 0) {
                        steps.accept(step("leaves", () -> {
                            departures--;
                            goOn();
                        }));
                    }
                }
            }

            private Step step(String what, Runnable action) {
                return new Step("client %d %s".formatted(number, what), action);
            }

            private void goOn() {
                occupancy.leave(this);
                next++;
                heard = -1;
                opening = null;
                awaited = null;
                used = null;
            }

            private void ask(String name) {
                if (awaited != null && awaited.failure().isPresent()) {
                    goOn();
                    return;
                }
                awaited = null;
                switch (occupancy.ask(name, this)) {
                    case Answer.Use<Thing>(var place, var thing) -> {
                        assertThat(live.get(name)).as("in use, but not open").isSameAs(thing);
                        assertThat(thing.closing).as("in use, but closing").isFalse();
                        thing.users++;
                        used = place;
                    }
                    case Answer.Open<Thing>(var place) -> {
                        assertThat(live).as("opened twice").doesNotContainKey(name);
                        live.put(name, new Thing());
                        assertThat(live.size()).as("how many are open").isLessThanOrEqualTo(most);
                        opening = place;
                    }
                    // Whoever closes it is another one, so this one asks again at once.
                    case Answer.Close<Thing>(var place) -> startClosing(place, false);
                    case Answer.Await<Thing>(var place) -> {
                        awaited = place;
                        heard = changes;
                    }
                    case Answer.Wait<Thing>() -> heard = changes;
                    case Answer.Ended<Thing>() -> goOn();
                }
            }

            private void finishOpening(Place<Thing> place) {
                var thing = live.get(place.name());
                if (thing == null) {
                    throw new AssertionError("what is opened is gone");
                }
                opening = null;
                if (occupancy.opened(place, thing)) {
                    thing.users++;
                    used = place;
                } else {
                    startClosing(place, false);
                    goOn();
                }
            }

            private void fail(Place<Thing> place, @Nullable Throwable failure) {
                if (failure == null) {
                    interruptions--;
                } else {
                    failures--;
                }
                live.remove(place.name());
                occupancy.failed(place, failure);
                goOn();
            }

            private void release() {
                var place = used;
                if (place == null) {
                    throw new AssertionError("nothing is in use");
                }
                place.thing().users--;
                occupancy.release(place, now).ifPresent(it -> startClosing(it, false));
                goOn();
            }
        }
    }
}
