package dev.rowhouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.engine.Engines;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What happens to two that want the same at the same time. */
abstract class Collisions {
    final Databases databases;

    final Engines engines = new Engines();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
    final Queue<RuntimeException> refusals = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    House house;

    Collisions(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open(TestInfo test) throws Exception {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        house = House.at(engines, databases.create(name), "acme");
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

    final long book(String room) {
        return house.work().inTransaction(() -> {
            var booking = new Booking(room);
            house.session().persist(booking);
            return booking.id;
        });
    }

    final List<Booking> bookings() {
        return house.work()
                .call(() -> house.session()
                        .createSelectionQuery("from Booking order by room", Booking.class)
                        .getResultList());
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
