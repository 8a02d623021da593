package dev.rowhouse.spi;

import java.util.List;

/**
 * Work of an app that somebody starts by hand or by a timer, beside its requests: {@code rowhouse run conf/composite.conf
 * north com.example.SendReminders --dry-run}.
 *
 * <p>The class need not be bound; it is made by the instance's injector, so its constructor is given what the app binds, and
 * {@code Session}, {@link Work} and {@link Instance} like everywhere else. Constructor and {@link #run} are called once, on
 * one thread, in one scope: sessions work at once, changes need a transaction ({@link Work#runInTransaction}). No request is
 * answered meanwhile, and no other instance is opened.
 *
 * <pre>{@code
 * final class CountPeople implements Job {
 *     private final Session session;
 *
 *     @Inject
 *     CountPeople(Session session) {
 *         this.session = session;
 *     }
 *
 *     public int run(List<String> arguments) {
 *         System.out.println(session.createSelectionQuery("select count(*) from Person", Long.class).getSingleResult());
 *         return 0;
 *     }
 * }
 * }</pre>
 *
 * <p>Standard output is the job's alone; the log goes to standard error. When the process is told to end (SIGTERM, Ctrl-C)
 * the thread is interrupted: let the {@link InterruptedException} through, so that open transactions are rolled back. Return
 * the status rather than calling {@code System.exit}, which ends the process without closing the engines.
 */
@FunctionalInterface
public interface Job {
    /**
     * Does the work.
     *
     * @param arguments what follows the name of the class on the command line, options too; unmodifiable
     * @return the exit status of the command, 0 to 255; 0 if all went well
     * @throws Exception if the work failed: the command shows it with its stack and ends with status 1
     */
    int run(List<String> arguments) throws Exception;
}
