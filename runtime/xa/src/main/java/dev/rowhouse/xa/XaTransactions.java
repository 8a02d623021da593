package dev.rowhouse.xa;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.xa.narayana.NarayanaCoordinator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The transactions of one household that commit in two phases: in all engines or in none, also when the process is killed in
 * between or a database goes away. What is decided is in a log, on the disk, before any engine is told to commit.
 *
 * <p>A household has a coordinator of its own, in a class loader of its own, without threads: nothing of it is shared with other
 * instances, and all of it goes when this is closed.
 *
 * <p>Safe for use by many threads; a transaction that it begins is not.
 */
public final class XaTransactions implements AutoCloseable {
    /** Under the folder of an instance. */
    private static final String FOLDER = "transactions";

    private final InstanceName instance;
    private final TransactionFolder folder;
    private final Coordinator coordinator;
    private final Unsettled unsettled;
    private final Seam seam;

    private XaTransactions(
            InstanceName instance,
            TransactionFolder folder,
            Coordinator coordinator,
            Unsettled unsettled,
            Seam seam) {
        this.instance = instance;
        this.folder = folder;
        this.coordinator = coordinator;
        this.unsettled = unsettled;
        this.seam = seam;
    }

    /**
     * Opens the log, and finishes what a crash has left in the engines: afterwards each transaction of before is in all of them
     * or in none. What also took part elsewhere, in an engine that is added later, is finished there when it is.
     *
     * @param instance whose household it is
     * @param folder the instance's own; the log goes into a folder in it
     * @param engines that are open, with {@code transactions = xa}
     * @throws RecoveryException if the log can't be opened or is in use, or something can't be finished in one of the engines;
     *         nothing is left open then
     */
    public static XaTransactions open(InstanceName instance, Path folder, List<Engine> engines) {
        return open(instance, folder, engines, Seam.NONE);
    }

    static XaTransactions open(InstanceName instance, Path folder, List<Engine> engines, Seam seam) {
        TransactionFolder held;
        try {
            held = TransactionFolder.open(folder.resolve(FOLDER));
        } catch (IOException e) {
            throw new RecoveryException("instance '%s': %s".formatted(instance, e.getMessage()), e);
        }
        Optional<XaTransactions> opened = Optional.empty();
        try {
            var coordinator = coordinator(instance, held);
            var transactions = new XaTransactions(instance, held, coordinator,
                    new Unsettled(instance, coordinator, seam), seam);
            opened = Optional.of(transactions);
            transactions.unsettled.know(engines);
            return transactions;
        } catch (Throwable e) {
            try {
                if (opened.isPresent()) {
                    opened.get().close();
                } else {
                    held.close();
                }
            } catch (IOException | RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static Coordinator coordinator(InstanceName instance, TransactionFolder folder) {
        var loader = new IsolatedLoader("transactions of " + instance, XaTransactions.class.getClassLoader());
        try {
            return loader.loadClass(NarayanaCoordinator.class.getName())
                    .asSubclass(Coordinator.class)
                    .getConstructor(Path.class, String.class)
                    .newInstance(folder.path(), folder.node());
        } catch (InvocationTargetException e) {
            throw new RecoveryException(
                    "instance '%s': the log of transactions in %s can't be opened".formatted(instance, folder.path()),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Narayana is not on the class path", e);
        }
    }

    /** Begins a transaction, for the calling thread to work with. It holds nothing until something takes part. */
    public XaTransaction begin() {
        return new XaTransaction(instance, coordinator.begin(), unsettled, seam);
    }

    /**
     * Takes an engine in that was opened later: one of a family, a shard. What a crash has left in it is finished first.
     *
     * @throws RecoveryException if that can't be done now; the engine can't take part in transactions then
     */
    public void add(Engine engine) {
        unsettled.know(List.of(engine));
    }

    /** Leaves an engine alone from now on, because it is closed. What is unfinished there is finished when it is added again. */
    public void remove(Engine engine) {
        unsettled.forget(engine);
    }

    /** Who decides; its class loader is this household's own. */
    Coordinator coordinator() {
        return coordinator;
    }

    /** Ends all that was started for this, and lets go of the log. To be called before the engines close, when no work runs. */
    @Override
    public void close() {
        unsettled.close();
        try (folder) {
            coordinator.close();
        } catch (IOException e) {
            throw new RecoveryException("instance '%s': the log of transactions can't be closed".formatted(instance),
                    e);
        }
    }
}
