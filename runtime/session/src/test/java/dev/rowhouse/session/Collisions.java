package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.Engines;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.LockMode;
import org.hibernate.Timeouts;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Two that want the same at the same time, made to meet: how it ends must not depend on the database. */
abstract class Collisions {
    final Engines engines = new Engines();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
    final Queue<RuntimeException> refusals = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    House house;

    abstract House open(String test) throws Exception;

    @BeforeEach
    void open(TestInfo test) throws Exception {
        house = open(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void close() {
        threads.close();
        house.close();
        engines.close();
    }

    /** Lets two do the same until both are through. */
    final void bothDo(Attempt<Exception> task) throws Exception {
        Callable<Integer> one = () -> tries(task);
        var other = threads.submit(one);
        assertThat(tries(task) + other.get(20, TimeUnit.SECONDS)).isGreaterThan(2);
    }

    /** How often a task was tried. */
    final <X extends Exception> int tries(Attempt<X> task) throws X {
        var tries = new AtomicInteger();
        return house.work().<Integer, X>inRetriedTransaction(() -> {
            try {
                task.run(tries.incrementAndGet());
                house.session().flush();
            } catch (RuntimeException refusal) {
                refusals.add(refusal);
                throw refusal;
            }
            return tries.get();
        });
    }

    final void meet(int attempt) throws Exception {
        if (attempt == 1) {
            bothHaveLooked.await(20, TimeUnit.SECONDS);
        }
    }

    interface Attempt<X extends Exception> {
        void run(int attempt) throws X;
    }

    private long book(String room) {
        return house.work().inTransaction(() -> {
            var booking = new Booking(room);
            house.session().persist(booking);
            return booking.id;
        });
    }

    private List<Booking> bookings() {
        return house.work()
                .call(() -> house.session()
                        .createSelectionQuery("from Booking order by room", Booking.class)
                        .getResultList());
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

    @Test
    void doesNotRepeatWhatNobodyElseIsTheReasonFor() {
        book("attic");
        assertThatThrownBy(() -> change("update Booking set room = null")).isInstanceOfSatisfying(
                ConstraintViolationException.class,
                refusal -> assertThat(refusal.getKind()).isEqualTo(ConstraintKind.NOT_NULL));
        assertThatThrownBy(() -> change("update Booking set beds = 0")).isInstanceOfSatisfying(
                ConstraintViolationException.class,
                refusal -> assertThat(refusal.getKind()).isEqualTo(ConstraintKind.CHECK));
        assertThat(refusals).hasSize(2);
    }

    private void change(String statement) {
        this.<RuntimeException>tries(attempt -> house.session().createMutationQuery(statement).executeUpdate());
    }
}
