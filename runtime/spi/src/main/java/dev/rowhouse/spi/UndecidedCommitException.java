package dev.rowhouse.spi;

import java.util.List;

/**
 * A transaction over several engines that commits in two phases is decided, and will be committed in all of them, but some
 * didn't answer when they were told: their databases went away between the two phases.
 *
 * <p>What {@link #committed} names is durable and can be seen. What {@link #undecided} names keeps the changes prepared, and the
 * rows locked; they are committed as soon as the database answers, also after a restart. So there is nothing to repeat and
 * nothing to take back.
 */
public final class UndecidedCommitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> committed;
    private final transient List<String> undecided;

    /**
     * Reports that databases differ for a while.
     *
     * @param instance the instance whose work it was
     * @param committed engines whose changes are durable
     * @param undecided engines that will commit when they answer
     * @param cause why the first one of them didn't
     */
    public UndecidedCommitException(String instance, List<String> committed, List<String> undecided, Throwable cause) {
        super("instance '%s': the transaction is committed in %s, and %s did not answer: it is finished there as soon as that database can be reached; don't repeat it"
                .formatted(instance, committed, undecided), cause);
        this.committed = List.copyOf(committed);
        this.undecided = List.copyOf(undecided);
    }

    /** Names of the engines whose changes are durable. */
    public List<String> committed() {
        return committed;
    }

    /** Names of the engines that will commit when they answer. */
    public List<String> undecided() {
        return undecided;
    }
}
