package dev.rowhouse.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs pieces of work in the scope of this instance: inside it, and only there, the injected sessions work.
 *
 * <p>A request has its scope already, so most code needs {@link #inTransaction} alone, and {@link #inRetriedTransaction}
 * where two requests may want the same row. Code outside requests (a thread of its own, a callback) opens a scope with
 * {@link #call} or {@link #run}. When a scope is open on this thread in this instance, the work joins it; otherwise one is
 * opened for the work and closed after it, whatever happened: sessions are closed, and transactions that are still open are
 * rolled back.
 *
 * <p>Safe for use by many threads; each gets sessions of its own.
 */
public interface Work {
    /**
     * Runs a task in this instance's scope.
     *
     * @return what the task returned
     * @throws X what the task threw
     */
    <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task) throws X;

    /**
     * Runs an action in this instance's scope.
     *
     * @throws X what the action threw
     */
    <X extends Exception> void run(Action<X> action) throws X;

    /**
     * Runs a task in a transaction: every session that this scope has open begins one, the others on first use. All are
     * flushed and then committed in the order of the plan when the task returns, and rolled back when it throws. A task
     * inside another one's transaction joins it.
     *
     * @return what the task returned, after the commit
     * @throws X what the task threw, after the rollback
     * @throws IllegalStateException if a session is in a transaction that the app began itself, or if a part of the work
     *         failed and that was caught, or marked its transaction for rollback; nothing is committed then
     * @throws PartialCommitException if an engine failed to commit after another one had committed
     * @throws UndecidedCommitException with {@code transactions = xa}, if it is decided to commit and an engine has not answered since
     */
    <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X;

    /**
     * Runs an action in a transaction, as {@link #inTransaction} does.
     *
     * @throws X what the action threw, after the rollback
     * @throws PartialCommitException if an engine failed to commit after another one had committed
     */
    <X extends Exception> void runInTransaction(Action<X> action) throws X;

    /**
     * Runs a task in a transaction, as {@link #inTransaction} does, and again from the start, up to five times in all, when
     * a database refuses it because of what others did meanwhile: they added the same unique value, removed or added what a
     * foreign key points to, changed the same version, or held a lock (a deadlock, a lock that didn't come in time, a
     * serialization failure). Who looks whether a row exists and adds it if not, finds it the second time.
     *
     * <p>Every try, the first one too, has sessions of its own: what was read before is read again, and what a failed try
     * persisted is forgotten, as are the {@link WorkScoped} objects that it made. So a task makes and finds its entities
     * itself; those that were read in this scope before are detached. What a task does elsewhere (a message sent, a file
     * written, plain JDBC) is not taken back and happens again.
     *
     * @return what the task returned the first time that it was committed
     * @throws X what the task threw: at once if others had no part in it, otherwise the last time; what it threw in the
     *         tries before is suppressed in it. At once too if the thread is told to stop while it waits to try again; it
     *         stays interrupted.
     * @throws IllegalStateException if this thread is in a transaction already, of which a part alone can't be repeated; if a
     *         session is in a transaction that the app began itself; if a session has changes from before that are not saved,
     *         which would be lost; or if a part of the work failed and that was caught
     * @throws PartialCommitException if an engine failed to commit after another one had committed; never tried again
     * @throws UndecidedCommitException with {@code transactions = xa}, if it is decided to commit and an engine has not answered since;
     *         never tried again
     */
    <T extends @Nullable Object, X extends Exception> T inRetriedTransaction(Task<T, X> task) throws X;

    /**
     * Runs an action in a transaction, and again where others were in its way, as {@link #inRetriedTransaction} does.
     *
     * @throws X what the action threw, after the rollback
     * @throws PartialCommitException if an engine failed to commit after another one had committed
     */
    <X extends Exception> void runInRetriedTransaction(Action<X> action) throws X;

    /**
     * The same work, on an engine that is named for it: inside, the injected {@code Session} leads there and nowhere else,
     * whatever entities are bound to. Work inside of it may name another one. The scope and its transaction stay what they are;
     * only the engine is chosen.
     *
     * <pre>{@code
     * work.on("archive").run(() -> session.persist(post));
     * }</pre>
     *
     * @param engine an engine of the plan
     * @throws IllegalArgumentException if the plan has no such engine; says which there are
     */
    Work on(String engine);

    /**
     * The same work, on one database of several that go by one name: the member of a family, which is opened if it isn't open and
     * stays open as long as blocks name it or a transaction that it takes part in goes on, or the shard that has a key. With the outermost
     * block that names a member its session ends; what was read is detached, so a job may go through any number of them.
     *
     * @param engine a family of the plan, or an engine that has shards
     * @param key for a family: up to 63 lower-case letters, digits, {@code -} and {@code _}, a letter or digit first; a number is taken
     *        as its digits. For a sharded engine: the value of the attribute that decides.
     * @throws IllegalArgumentException if there is no such family or engine, or it can't have that key
     */
    Work on(String engine, Object key);

    /**
     * The keys of a family that have a database, whether it is open or not, in their order.
     *
     * @throws IllegalArgumentException if the plan has no such family
     */
    List<String> keys(String family);

    /**
     * Work with a result.
     *
     * @param <T> the result
     * @param <X> what it may throw; inferred as {@code RuntimeException} where nothing checked is thrown
     */
    @FunctionalInterface
    interface Task<T extends @Nullable Object, X extends Exception> {
        T call() throws X;
    }

    /**
     * Work without a result.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Action<X extends Exception> {
        void run() throws X;

        /** The same work, whose result is nothing. */
        default Task<@Nullable Void, X> asTask() {
            return () -> {
                run();
                return null;
            };
        }
    }
}
