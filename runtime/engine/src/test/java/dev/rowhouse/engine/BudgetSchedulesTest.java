package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ServerConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** All orders of what pools, those who close connections and the clock do to a budget. */
class BudgetSchedulesTest {
    /** Somebody who takes steps, one at a time. */
    private interface Actor {
        /** Whether it has nothing more to do. */
        boolean isDone();

        /** Whether it can take its next step now. */
        boolean isReady();

        /** Takes its next step. */
        void step();
    }

    /** A budget and who acts on it; what is open is counted here, too. */
    private static final class World implements Schedules.World {
        private final Queue<Runnable> closings = new ArrayDeque<>();
        private final List<Actor> actors = new ArrayList<>();
        private final List<Borrower> borrowers = new ArrayList<>();
        private final List<Permit> permits = new ArrayList<>();
        private final int max;
        private final Budget budget;
        private long now;
        private int open;
        private int pauses;

        World(int max) {
            this.max = max;
            budget = new Budget(new ServerConfig("main", "jdbc:x:", max, new Origin("test.conf", 1)), () -> now,
                    closings::add);
            actors.add(new Closer());
        }

        Borrower borrower() {
            var borrower = new Borrower("pool" + borrowers.size());
            borrowers.add(borrower);
            return borrower;
        }

        Permit ask(Borrower borrower) {
            var permit = budget.ask(borrower);
            permits.add(permit);
            return permit;
        }

        /** Where nobody can do anything, time passes. */
        @Override
        public List<Schedules.Step> steps() {
            var ready = actors.stream()
                    .filter(actor -> !actor.isDone() && actor.isReady())
                    .map(actor -> new Schedules.Step("%d %s".formatted(actors.indexOf(actor), actor), actor::step))
                    .toList();
            if (!ready.isEmpty() || actors.stream().allMatch(Actor::isDone)) {
                return ready;
            }
            assertThat(pauses).as("pauses; somebody waits for ever").isLessThan(20);
            return List.of(new Schedules.Step("time passes", this::pass));
        }

        private void pass() {
            pauses++;
            now += Budget.SLICE;
            budget.serveIfSomebodyWaits();
        }

        @Override
        public String state() {
            return "%s %s %s %d %d %d".formatted(actors, borrowers.stream().map(borrower -> borrower.held).toList(),
                    permits.stream()
                            .filter(permit -> permit.phase() == Permit.Phase.WAITING)
                            .map(Permit::borrower)
                            .toList(),
                    closings.size(), open, pauses);
        }

        private String state(Permit permit) {
            return "%s%b%b%b%b".formatted(permit.phase(), permit.isTaken(), permit.isIdle(), permit.isOld(now),
                    permit.isGone());
        }

        @Override
        public void check() {
            assertThat(budget.lent()).isLessThanOrEqualTo(max);
            assertThat(open).as("open connections").isBetween(0, max);
            assertThat(borrowers).allMatch(borrower -> borrower.held >= 0);
            assertThat(budget.waited() == 0 || budget.lent() == max).as("nobody waits where something is free")
                    .isTrue();
        }

        @Override
        public void checkEnd() {
            assertThat(budget.waited()).isZero();
            permits.forEach(Permit::end);
            assertThat(budget.lent()).isZero();
            assertThat(borrowers).allMatch(borrower -> borrower.held == 0);
        }

        /** Closes what was taken. */
        private final class Closer implements Actor {
            @Override
            public boolean isDone() {
                return closings.isEmpty();
            }

            @Override
            public String toString() {
                return "closer";
            }

            @Override
            public boolean isReady() {
                return !closings.isEmpty();
            }

            @Override
            public void step() {
                closings.remove().run();
            }
        }

        /** A thread that works in its pool some times, and connects as often as it must. */
        private final class Worker implements Actor {
            private final Borrower borrower;
            private int works;
            private Optional<Permit> permit = Optional.empty();
            private Optional<Permit.Use> use = Optional.empty();
            private Step next = Step.ASK;

            private enum Step {
                ASK, CONNECT, BEGIN, RETURN, LOOK, DONE
            }

            Worker(Borrower borrower, int works) {
                this.borrower = borrower;
                this.works = works;
            }

            @Override
            public boolean isDone() {
                return next == Step.DONE;
            }

            @Override
            public String toString() {
                return "%s%d%s".formatted(next, works, permit.map(World.this::state).orElse(""));
            }

            @Override
            public boolean isReady() {
                return next != Step.CONNECT || permit.orElseThrow().phase() == Permit.Phase.HELD;
            }

            @Override
            public void step() {
                next = switch (next) {
                    case ASK -> {
                        permit = Optional.of(ask(borrower));
                        yield Step.CONNECT;
                    }
                    case CONNECT -> {
                        var mine = permit.orElseThrow();
                        open++;
                        mine.opened(() -> {
                            open--;
                            mine.end();
                        }, now);
                        yield Step.BEGIN;
                    }
                    case BEGIN -> {
                        use = permit.orElseThrow().begin();
                        yield use.isPresent() ? Step.RETURN : Step.ASK;
                    }
                    case RETURN -> {
                        works--;
                        if (use.orElseThrow().yields()) {
                            use.orElseThrow().leave();
                            yield works > 0 ? Step.ASK : Step.DONE;
                        }
                        use.orElseThrow().rest();
                        yield Step.LOOK;
                    }
                    case LOOK -> {
                        budget.serveIfSomebodyWaits();
                        yield works > 0 ? Step.BEGIN : Step.DONE;
                    }
                    case DONE -> throw new IllegalStateException();
                };
            }
        }

        /** Somebody with two steps: to ask, and something else. */
        private final class Unlucky implements Actor {
            private final Borrower borrower;
            private final boolean waits;
            private final Consumer<Permit> then;
            private Optional<Permit> permit = Optional.empty();
            private boolean done;

            Unlucky(Borrower borrower, boolean waits, Consumer<Permit> then) {
                this.borrower = borrower;
                this.waits = waits;
                this.then = then;
            }

            @Override
            public boolean isDone() {
                return done;
            }

            @Override
            public String toString() {
                return "%b%s".formatted(done, permit.map(World.this::state).orElse(""));
            }

            @Override
            public boolean isReady() {
                return permit.isEmpty() || !waits || permit.get().phase() == Permit.Phase.HELD;
            }

            @Override
            public void step() {
                if (permit.isEmpty()) {
                    permit = Optional.of(ask(borrower));
                } else {
                    then.accept(permit.get());
                    done = true;
                }
            }
        }

        World worker(Borrower borrower, int works) {
            actors.add(new Worker(borrower, works));
            return this;
        }

        World unlucky(boolean waits) {
            actors.add(new Unlucky(borrower(), waits, Permit::end));
            return this;
        }
    }

    @Test
    void lendsOneConnectionToThreePoolsInTurn() {
        var states = Schedules.explore(() -> {
            var world = new World(1);
            return world.worker(world.borrower(), 3).worker(world.borrower(), 2).worker(world.borrower(), 2);
        });
        assertThat(states).isGreaterThan(100);
    }

    @Test
    void takesFromAPoolThatHoldsAllForOneThatHoldsNothing() {
        var states = Schedules.explore(() -> {
            var world = new World(2);
            var busy = world.borrower();
            return world.worker(busy, 2).worker(busy, 2).worker(world.borrower(), 1);
        });
        assertThat(states).isGreaterThan(500);
    }

    @Test
    void losesNothingToThoseWhoFailToConnectOrGiveUp() {
        var states = Schedules.explore(() -> {
            var world = new World(1);
            return world.worker(world.borrower(), 1).worker(world.borrower(), 1).unlucky(true).unlucky(false);
        });
        assertThat(states).isGreaterThan(300);
    }
}
