package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ServerConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private final Queue<Runnable> closings = new ArrayDeque<>();
    private final Borrower north = new Borrower("north/default");
    private final Borrower south = new Borrower("south/default");
    private final Borrower west = new Borrower("west/default");
    private long now;

    private Budget budget(int max) {
        return new Budget(new ServerConfig("main", "jdbc:x:", max, new Origin("test.conf", 1)), () -> now,
                closings::add);
    }

    /** A connection that is in use. */
    private Permit.Use inUse(Permit permit) {
        permit.opened(permit::end, now);
        return permit.begin().orElseThrow();
    }

    private static boolean isHeld(Permit permit) {
        return permit.phase() == Permit.Phase.HELD;
    }

    @Test
    void servesWhoHoldsFewestFirstAndThenWhoCameFirst() {
        var budget = budget(2);
        var first = budget.ask(north);
        var second = budget.ask(north);
        var moreOfNorth = budget.ask(north);
        var ofSouth = budget.ask(south);
        var ofWest = budget.ask(west);
        assertThat(isHeld(ofSouth)).isFalse();
        first.end();
        assertThat(isHeld(ofSouth)).isTrue();
        ofSouth.end();
        assertThat(isHeld(ofWest)).as("who holds nothing, though another came first").isTrue();
        second.end();
        assertThat(isHeld(moreOfNorth)).isTrue();
        assertThat(budget.lent()).isEqualTo(2);
    }

    @Test
    void closesAnIdleConnectionOfAnotherPoolOnceItHasHadItsTime() {
        var budget = budget(1);
        inUse(budget.ask(north)).end();
        var waiting = budget.ask(south);
        assertThat(closings).isEmpty();
        now += Budget.SLICE;
        budget.serveIfSomebodyWaits();
        assertThat(isHeld(waiting)).isFalse();
        closings.remove().run();
        assertThat(isHeld(waiting)).isTrue();
    }

    @Test
    void closesAnIdleConnectionAtOnceIfItsPoolHasTwoMore() {
        var budget = budget(2);
        inUse(budget.ask(north)).end();
        var busy = inUse(budget.ask(north));
        var waiting = budget.ask(south);
        assertThat(closings).hasSize(1);
        closings.remove().run();
        assertThat(isHeld(waiting)).isTrue();
        budget.ask(west);
        now += Budget.SLICE;
        assertThat(busy.yields()).as("who has one as well as who waits has none").isTrue();
    }

    @Test
    void leavesAConnectionLongerThatTookLongToOpenUnlessManyWait() {
        var budget = budget(1);
        var slow = budget.ask(north);
        now += Duration.ofMillis(40).toNanos();
        var use = inUse(slow);
        budget.ask(south);
        now += Duration.ofMillis(159).toNanos();
        assertThat(use.yields()).isFalse();
        for (int i = 0; i < 29; i++) {
            budget.ask(west);
        }
        assertThat(use.yields()).as("three seconds for thirty").isTrue();
    }

    @Test
    void leavesAConnectionNoLongerThanAQuarterOfASecondHoweverLongItTookToOpen() {
        var budget = budget(1);
        var slow = budget.ask(north);
        now += Duration.ofSeconds(10).toNanos();
        var use = inUse(slow);
        budget.ask(south);
        now += Duration.ofMillis(249).toNanos();
        assertThat(use.yields()).isFalse();
        now += Duration.ofMillis(1).toNanos();
        assertThat(use.yields()).isTrue();
    }

    @Test
    void takesNothingFromWhoHoldsNoMore() {
        var budget = budget(2);
        var one = inUse(budget.ask(north));
        inUse(budget.ask(south));
        now += 10 * Budget.SLICE;
        assertThat(one.yields()).as("nobody waits").isFalse();
        budget.ask(south);
        assertThat(one.yields()).as("who waits holds as many").isFalse();
        budget.ask(west);
        assertThat(one.yields()).isTrue();
        assertThat(one.yields()).as("a second time").isFalse();
    }

    @Test
    void leavesAConnectionAloneThatIsUsedAgain() {
        var budget = budget(1);
        var permit = budget.ask(north);
        inUse(permit).end();
        var again = permit.begin().orElseThrow();
        budget.ask(south);
        now += 10 * Budget.SLICE;
        budget.serveIfSomebodyWaits();
        assertThat(closings).isEmpty();
        assertThat(again.yields()).isTrue();
        again.leave();
        assertThat(permit.isGone()).isTrue();
        assertThat(permit.begin()).isEmpty();
    }

    @Test
    void takesAConnectionThatNobodyEverUsed() {
        var budget = budget(1);
        var permit = budget.ask(north);
        permit.opened(permit::end, now);
        var waiting = budget.ask(south);
        now += Budget.UNUSED - 1;
        budget.serveIfSomebodyWaits();
        assertThat(closings).isEmpty();
        now += 1;
        budget.serveIfSomebodyWaits();
        closings.remove().run();
        assertThat(isHeld(waiting)).isTrue();
    }

    @Test
    void wakesWhoWaits() throws Exception {
        var budget = budget(1);
        var held = budget.ask(north);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = budget.ask(south);
            var granted = threads.submit(() -> waiting.await(FOREVER));
            held.end();
            assertThat(granted.get()).isTrue();
        }
    }

    @Test
    void givesNothingAwayWhenWhoWaitsIsInterrupted() throws Exception {
        var budget = budget(1);
        var held = budget.ask(north);
        var source = new LendingSource(new RefusingSource(), budget, south, Duration.ofDays(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> {
                Thread.currentThread().interrupt();
                return source.getConnection();
            });
            assertThatThrownBy(waiting::get).isInstanceOf(ExecutionException.class).hasMessageContaining("interrupted");
        }
        assertThat(budget.waited()).isZero();
        held.end();
        assertThat(budget.lent()).isZero();
        assertThat(south.held).isZero();
    }

    @Test
    void keepsNoPermitForAConnectionThatCouldNotBeOpened() {
        var budget = budget(1);
        var source = new LendingSource(new RefusingSource(), budget, south, Duration.ofDays(1));
        assertThatThrownBy(source::getConnection).hasMessage("refused");
        assertThat(budget.lent()).isZero();
    }

    @Test
    void tellsAnInstanceHowManyOthersThereAreAndNotWho() {
        var budget = budget(2);
        budget.ask(north);
        budget.ask(west);
        var source = new LendingSource(new RefusingSource(), budget, south, Duration.ZERO);
        assertThatThrownBy(source::getConnection).hasMessage(
                "server 'main' lends at most 2 connections (max-connections); 2 are with 2 pools, 0 of them with this one, and 1 are waited for; raise max-connections if the server allows more, or pool.borrow-timeout");
        assertThat(budget.waited()).isZero();
    }

    @Test
    void letsAPoolTakeBackWhatItAskedFor() {
        var budget = budget(1);
        var held = budget.ask(south);
        budget.ask(south);
        var other = budget.ask(north);
        budget.withdraw(south);
        assertThat(budget.waited()).isEqualTo(1);
        assertThat(isHeld(held)).isTrue();
        held.end();
        assertThat(isHeld(other)).isTrue();
    }

    @Test
    void letsNobodyWaitForAPoolThatCloses() throws Exception {
        var budget = budget(1);
        budget.ask(north);
        var source = new LendingSource(new RefusingSource(), budget, south, Duration.ofDays(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> source.getConnection());
            budget.close(south);
            assertThatThrownBy(waiting::get).hasMessageContaining("pool south/default was closed");
        }
        assertThat(budget.waited()).isZero();
        assertThat(budget.lent()).isEqualTo(1);
    }

    @Test
    void asksForNothingMoreWhereNobodyWaitsAnyLonger() throws Exception {
        var budget = budget(1);
        budget.ask(north);
        var patience = Duration.ofSeconds(3);
        var settings = PoolSettings.set(
                new PoolConfig(2, 0, patience, Duration.ofMinutes(1), Duration.ofMinutes(30), Map.of()),
                new HikariConfig());
        settings.setDataSource(new LendingSource(ConnectionSource.create(Configs.engine("jdbc:h2:mem:nobody")), budget,
                south, Duration.ofMinutes(1)));
        try (var pool = new HikariDataSource(settings)) {
            var lent = new BudgetedPool(pool, budget, south);
            // The budget's clock stands still, and those who wait by it would wait for ever.
            assertThatThrownBy(lent::getConnection).hasMessageContaining("no connection within 3000 ms");
            assertThat(budget.waited()).isZero();
        }
    }
}
