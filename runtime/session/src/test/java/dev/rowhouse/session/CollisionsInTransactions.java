package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.LockMode;
import org.hibernate.Timeouts;
import org.junit.jupiter.api.Test;

/** Two in transactions at the same time, made to meet: how it ends must not depend on the database. */
abstract class CollisionsInTransactions extends Collisions {
    CollisionsInTransactions(Databases databases) {
        super(databases);
    }

    @Test
    void findsWhatAnotherMadeAtTheSameTime() throws Exception {
        bothDo(attempt -> {
            var found = house.session().createSelectionQuery("from Booking where room = 'attic'", Booking.class);
            boolean free = found.getSingleResultOrNull() == null;
            meet(attempt);
            if (free) {
                house.session().persist(new Booking("attic"));
            }
        });
        assertThat(bookings()).hasSize(1);
        assertThat(refusals).singleElement()
                .matches(Conflicts::isConflict)
                .matches(refusal -> !Conflicts.isOvertaken(refusal));
    }

    @Test
    void getsBothOutOfADeadlock() throws Exception {
        var attic = book("attic");
        var cellar = book("cellar");
        var first = new ConcurrentLinkedQueue<>(Map.of(attic, cellar, cellar, attic).entrySet());
        var orders = ThreadLocal.withInitial(first::remove);
        bothDo(attempt -> {
            var order = orders.get();
            house.session().find(Booking.class, order.getKey(), LockMode.PESSIMISTIC_WRITE).beds++;
            meet(attempt);
            house.session().find(Booking.class, order.getValue(), LockMode.PESSIMISTIC_WRITE).beds++;
        });
        assertThat(bookings()).extracting(booking -> booking.beds).containsExactly(3, 3);
        assertThat(refusals).isNotEmpty().allMatch(Conflicts::isOvertaken);
    }

    @Test
    void addsToWhatAnotherChangedAtTheSameTime() throws Exception {
        var attic = book("attic");
        bothDo(attempt -> {
            var booking = house.session().find(Booking.class, attic);
            meet(attempt);
            booking.beds++;
        });
        assertThat(bookings()).extracting(booking -> booking.beds).containsExactly(3);
        assertThat(refusals).singleElement().matches(Conflicts::isOvertaken);
    }

    @Test
    void noticesThatAnotherTookAwayWhatAForeignKeyPointsTo() throws Exception {
        house.add("Ada");
        var tries = this.<Exception>tries(attempt -> {
            var guest = house.session().find(Guest.class, "Ada");
            if (attempt == 1) {
                threads.submit(() -> house.work()
                        .runInTransaction(() -> house.session().remove(house.session().find(Guest.class, "Ada"))))
                        .get(20, TimeUnit.SECONDS);
            }
            if (guest == null) {
                guest = new Guest("Ada");
                house.session().persist(guest);
            }
            house.session().persist(new Booking("attic", guest));
        });
        assertThat(tries).isEqualTo(2);
        assertThat(house.guests()).containsExactly("Ada");
        assertThat(refusals).singleElement().matches(refusal -> !Conflicts.isOvertaken(refusal));
    }

    @Test
    void triesAgainForALockThatAnotherHolds() throws Exception {
        var attic = book("attic");
        var locked = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var other = threads.submit(() -> house.work().<Booking, Exception>inTransaction(() -> {
            var booking = house.session().find(Booking.class, attic, LockMode.PESSIMISTIC_WRITE);
            locked.countDown();
            assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
            return booking;
        }));
        assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
        var tries = this.<Exception>tries(attempt -> {
            if (attempt == 2) {
                free.countDown();
                other.get(20, TimeUnit.SECONDS);
            }
            house.session().find(Booking.class, attic, LockMode.PESSIMISTIC_WRITE, Timeouts.NO_WAIT);
        });
        assertThat(tries).isEqualTo(2);
        assertThat(refusals).singleElement().matches(Conflicts::isOvertaken);
    }
}
