package dev.rowhouse.server;

import dev.rowhouse.server.LedgerApp.Line;
import dev.rowhouse.spi.Job;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.hibernate.Session;

/** Jobs of the ledger; the app binds none of them. */
final class Jobs {
    private Jobs() {}

    /** Adds a line for each argument. */
    static final class Add implements Job {
        private final Ledger ledger;

        @Inject
        Add(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public int run(List<String> arguments) {
            ledger.add(arguments);
            System.out.println("added " + arguments.size());
            return arguments.size();
        }
    }

    /** Counts lines, in the scope that is open. */
    static final class Count implements Callable<Integer> {
        private final Session session;

        @Inject
        Count(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return session.createSelectionQuery("from Line", Line.class).getResultList().size();
        }
    }

    /** Leaves a task behind that adds lines once the job is done. */
    static final class Entrust implements Job {
        private final Ledger ledger;
        private final ExecutorService executor;

        @Inject
        Entrust(Ledger ledger, ExecutorService executor) {
            this.ledger = ledger;
            this.executor = executor;
        }

        @Override
        public int run(List<String> arguments) {
            var returned = new CountDownLatch(1);
            executor.execute(() -> {
                try {
                    returned.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                ledger.add(arguments);
            });
            returned.countDown();
            return 0;
        }
    }

    /** Does nothing. */
    static final class Rest implements Runnable {
        @Inject
        Rest() {}

        @Override
        public void run() {
            // That was it.
        }
    }

    /** Adds a line, says so, and waits in the transaction until it is interrupted. */
    static final class Wait implements Job {
        private final Session session;
        private final Work work;

        @Inject
        Wait(Session session, Work work) {
            this.session = session;
            this.work = work;
        }

        @Override
        public int run(List<String> arguments) throws InterruptedException {
            work.<InterruptedException>runInTransaction(() -> {
                session.persist(new Line("never"));
                session.flush();
                System.out.println("waiting");
                new CountDownLatch(1).await();
            });
            return 0;
        }
    }

    /** Fails, and tells a secret. */
    static final class Fail implements Job {
        private final LedgerApp.Settings settings;

        @Inject
        Fail(LedgerApp.Settings settings) {
            this.settings = settings;
        }

        @Override
        public int run(List<String> arguments) {
            throw new IllegalStateException("no answer for " + settings.apiSecret());
        }
    }

    /** Breaks in a thread of its own and then in the job's, and tells a secret both times. */
    static final class Break implements Runnable {
        private final LedgerApp.Settings settings;

        @Inject
        Break(LedgerApp.Settings settings) {
            this.settings = settings;
        }

        @Override
        public void run() {
            var thread = new Thread(this::broken, "aside");
            thread.start();
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            broken();
        }

        private void broken() {
            throw new Error("broken by " + settings.apiSecret());
        }
    }

    /** Says what is no exit status. */
    static final class Boast implements Callable<Integer> {
        @Inject
        Boast() {}

        @Override
        public Integer call() {
            return 256;
        }
    }

    /** Needs what the app doesn't bind. */
    static final class Want implements Job {
        private final URI nowhere;

        @Inject
        Want(URI nowhere) {
            this.nowhere = nowhere;
        }

        @Override
        public int run(List<String> arguments) {
            return nowhere.getPort();
        }
    }

    /** Ends the process itself. */
    static final class Leave implements Runnable {
        @Inject
        Leave() {}

        @Override
        public void run() {
            System.exit(3);
        }
    }
}
