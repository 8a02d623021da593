package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.Test;

/** Transactions on SQLite come one after the other, so no two of them meet: there is nothing to try again. */
@On(Product.SQLITE)
class CollisionsOnSqliteTest extends Collisions {
    CollisionsOnSqliteTest(Databases databases) {
        super(databases);
    }

    private void bothDoOnce(Attempt<Exception> task) throws Exception {
        var other = threads.submit(() -> tries(task));
        assertThat(tries(task) + other.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(refusals).isEmpty();
    }

    @Test
    void findsWhatAnotherMadeBefore() throws Exception {
        bothDoOnce(attempt -> {
            var found = house.session().createSelectionQuery("from Booking where room = 'attic'", Booking.class);
            if (found.getSingleResultOrNull() == null) {
                house.session().persist(new Booking("attic"));
            }
        });
        assertThat(bookings()).hasSize(1);
    }

    @Test
    void addsToWhatAnotherChangedBefore() throws Exception {
        var attic = book("attic");
        bothDoOnce(attempt -> house.session().find(Booking.class, attic).beds++);
        assertThat(bookings()).extracting(booking -> booking.beds).containsExactly(3);
    }

    @Test
    void triesAgainWhereAnotherHoldsTheFileForTooLong() throws Exception {
        try (var one = House.at(engines, databases.create("held") + "&busy_timeout=50", "one");
                var holder = House.at(engines, databases.url("held"), "holder")) {
            var locked = new CountDownLatch(1);
            var free = new CountDownLatch(1);
            var other = threads.submit(() -> holder.work().<Boolean, Exception>inTransaction(() -> {
                holder.session().persist(new Guest("Ada"));
                locked.countDown();
                return free.await(20, TimeUnit.SECONDS);
            }));
            assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
            var tries = new AtomicInteger();
            one.work().<Exception>runInRetriedTransaction(() -> {
                if (tries.incrementAndGet() == 2) {
                    free.countDown();
                    assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
                }
                one.session().persist(new Guest("Grace"));
            });
            assertThat(tries).hasValue(2);
            assertThat(one.guests()).containsExactly("Ada", "Grace");
        }
    }

    @Test
    void takesAKeyForAConflict() {
        book("attic");
        assertThatThrownBy(() -> this.<RuntimeException>tries(attempt -> house.session().persist(new Booking("attic"))))
                .isInstanceOfSatisfying(ConstraintViolationException.class,
                        refusal -> assertThat(refusal.getKind()).isEqualTo(ConstraintKind.UNIQUE));
        assertThat(refusals).hasSize(5).noneMatch(Conflicts::isOvertaken);
        house.add("Ada");
        house.work().runInTransaction(() -> {
            var guest = house.session().find(Guest.class, "Ada");
            house.session().persist(new Booking("cellar", guest));
        });
        assertThatThrownBy(() -> this.<RuntimeException>tries(
                attempt -> house.session().createMutationQuery("delete Guest").executeUpdate()))
                .isInstanceOfSatisfying(ConstraintViolationException.class,
                        refusal -> assertThat(refusal.getKind()).isEqualTo(ConstraintKind.FOREIGN_KEY));
    }
}
